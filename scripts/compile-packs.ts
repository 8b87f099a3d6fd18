console.log('compile-packs: placeholder, nothing compiled');

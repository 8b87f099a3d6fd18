import { type Detector, endOf, type Shape, type Source } from './detector.ts';

/**
 * Full UK postcodes and Eircodes. Sources: Royal Mail Programmers' Guide to PAF (BS 7666 shape, letters per place,
 * the 124 postcode areas); Eircode specification (routing key and a unique identifier of letters and digits). US ZIP
 * codes are too like any number and stay digits.
 */
export const postcode: Detector = { kind: 'postcode', begins: 'letter', find };

const UK = /[a-z]{1,2}(?:\d{1,2}|\d[abehmnp-y])[ -]?\d[abd-hjlnp-uw-z]{2}/y;
const EIRCODE = /(?:[ac-fhknprtv-y]\d\d|d6w)[ -]?(?=[a-z]*\d)(?=\d*[a-z])[\dac-fhknprtv-y]{4}/y;
const AREA = new Set(
  (
    'ab al b ba bb bd bf bh bl bn br bs bt bx ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex ' +
    'fk fy g gl gu gy ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn ' +
    'np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub ' +
    'w wa wc wd wf wn wr ws wv yo ze'
  ).split(' '),
);
/** “Block b2 1st floor”: an ordinal is an inward code only in capitals. */
const ORDINAL = /(?:1st|2nd|3rd|\dth)$/;

function find({ text, plain }: Source, at: number): Shape | undefined {
  let end = endOf(UK, plain, at);
  if (end > 0) {
    const area = /^[a-z]+/.exec(plain.slice(at, at + 2))?.[0] ?? '';
    const shape = plain.slice(at, end);
    const ordinal = ORDINAL.test(shape) && !/[A-Z]{2}$/.test(text.slice(at, end));
    if (AREA.has(area) && !ordinal) return { start: at, end };
  }
  end = endOf(EIRCODE, plain, at);
  return end > 0 ? { start: at, end } : undefined;
}

/** Days and times as parts of expressions, for details that are told with them. */

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YEAR = "(?:(?:19|20)\\d\\d|'\\d\\d)";
export const DATE = `(?:\\d{1,2}[/.-]\\d{1,2}[/.-](?:19|20)?\\d\\d|(?:19|20)\\d\\d[/.-]\\d{1,2}[/.-]\\d{1,2}|\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}(?:,? ${YEAR})?|${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? ${YEAR})?|the \\d{1,2}(?:st|nd|rd|th)(?:(?: of)? ${MONTH}(?:,? ${YEAR})?)?)`;
export const DAY = '(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?s?\\b';
export const HOUR = '(?:1[0-2]|0?[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
export const TIME = `(?:(?:[01]?\\d|2[0-3])[:.][0-5]\\d(?: ?[ap]\\.?m\\.?)?|${HOUR} ?(?:[ap]\\.?m\\b\\.?|o'?clock)|(?:half|quarter|ten|twenty|five)(?: past| to)? ${HOUR}|noon|midnight)`;
/** From one hour to another: “6 till 8”. */
export const HOURS = `${HOUR} ?(?:-|to|till?|until) ?${HOUR}(?: ?[ap]\\.?m\\b)?`;

import { openSync, writeSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { DETAIL_KINDS, type DetailKind } from '../../model/detail.ts';
import {
  type Advice,
  Pseudonyms,
  REDACT_STYLES,
  type Redaction,
  type RedactStyle,
  adviseMember,
  redact,
} from '../../redact/index.ts';
import { didYouMean } from '../../rules/suggest.ts';
import { EXIT, fileFailure } from '../failure.ts';
import { type Input, isTerminal, openInput, readWhole } from '../input.ts';
import { answerRecords, idPrefix, textOf } from '../ndjson.ts';
import { type PostInput, isStream, postInputOption } from '../options.ts';
import { print } from '../output.ts';

interface RedactCommandOptions extends PostInput {
  kinds?: DetailKind[];
  style: RedactStyle;
  map?: string;
  withMap?: boolean;
  advice?: boolean;
}

export function redactCommand(): Command {
  return new Command('redact')
    .description('take personal details out of a post, or of a stream of posts')
    .argument('[file]', 'what to read; stdin if it is left out or -')
    .addOption(postInputOption())
    .option('--kinds <kinds>', 'only these kinds, with commas between (default: all)', readKinds)
    .addOption(
      new Option('--style <style>', 'what stands where a detail stood')
        .choices(REDACT_STYLES)
        .default('mask'),
    )
    .option('--map <file>', 'write what leads back to the originals to this file')
    .option('--with-map', 'ndjson: put it into each line')
    .option('--advice', 'text: print what a member can be told instead; ndjson: put it into each line')
    .addHelpText(
      'after',
      `
Styles:
  mask       ███████████      every character but spaces
  label      [phone]          the kind
  partial    ████████123      the last digits, initials
  pseudonym  [phone 1]        the same for the same detail, in the whole input

Kinds: ${DETAIL_KINDS.join(', ')}

Examples:
  $ echo 'text me on 07700 900123' | safetier redact
  $ echo 'text me on 07700 900123' | safetier redact --advice
  $ safetier redact --style label --kinds phone,email post.txt
  $ safetier redact --style pseudonym --map names.ndjson posts.ndjson > shared.ndjson

NDJSON in gives {"id","text","details"} a line, in order; details say kind,
start, end (of the original) and confidence. A line that cannot be read is
reported on stderr with its number, and not written: nothing passes unread.
Exit code: 0 fine, 2 bad usage, a file that cannot be read, or bad lines.`,
    )
    .action(redactInput);
}

function readKinds(value: string): DetailKind[] {
  return value.split(',').map((one) => {
    const kind = DETAIL_KINDS.find((known) => known === one.trim());
    if (kind === undefined)
      throw new InvalidArgumentError(
        `there is no kind “${one.trim()}”; ${didYouMean(one.trim(), DETAIL_KINDS) ?? `kinds are ${DETAIL_KINDS.join(', ')}`}`,
      );
    return kind;
  });
}

async function redactInput(
  file: string | undefined,
  options: RedactCommandOptions,
  command: Command,
): Promise<void> {
  if (file === undefined && isTerminal()) command.help({ error: true });
  const streamed = isStream(options, file);
  if (options.withMap === true && !streamed)
    command.error('error: --with-map goes with NDJSON; for a text use --map FILE', { exitCode: EXIT.bad });
  const input = openInput(file);
  const mapFile = options.map === undefined ? undefined : openMap(options.map);
  const redactor = redactorOf(options);
  if (streamed) {
    if ((await redactStream(input, redactor, options, mapFile)) > 0) process.exitCode = EXIT.bad;
    return;
  }
  const post = await readWhole(input);
  if (options.advice === true) {
    await print(adviceText(adviseMember(post, kindsOf(options))));
    return;
  }
  const { text, map } = redactor(post);
  mapFile?.(`${JSON.stringify({ map })}\n`);
  await print(text);
}

function kindsOf({ kinds }: RedactCommandOptions): { kinds?: DetailKind[] } {
  return kinds === undefined ? {} : { kinds };
}

/** What a moderator can send to the member. */
function adviceText(advice: Advice | undefined): string {
  if (advice === undefined) return 'nothing was found that gives anybody away\n';
  return [
    ...advice.found.map(
      ({ kind, texts, why }) => `${kind}: ${texts.map((one) => `“${one}”`).join(', ')}\n  ${why}`,
    ),
    ...advice.together.map((one) => `together: ${one}`),
    `\nIt could read:\n${advice.suggestion}`,
  ].join('\n');
}

function redactorOf(command: RedactCommandOptions): (text: string) => Redaction {
  const pseudonyms = new Pseudonyms();
  const options = {
    style: command.style,
    pseudonyms,
    map: command.map !== undefined || command.withMap === true,
    ...kindsOf(command),
  };
  return (text) => redact(text, options);
}

/** The function that appends to the file. Only its owner may read it: it holds what was taken out. */
function openMap(path: string): (text: string) => void {
  try {
    const fd = openSync(path, 'w', 0o600);
    return (text) => void writeSync(fd, text);
  } catch (error) {
    throw fileFailure(error, path);
  }
}

function redactStream(
  input: Input,
  redactor: (text: string) => Redaction,
  options: RedactCommandOptions,
  mapFile: ((text: string) => void) | undefined,
): Promise<number> {
  return answerRecords(
    input,
    (record, line) => {
      const id = idPrefix(record, line);
      const post = textOf(record);
      const { text, details, map } = redactor(post);
      mapFile?.(`{${id}${JSON.stringify({ map }).slice(1)}\n`);
      const places = details.map(({ kind, start, end, confidence }) => ({ kind, start, end, confidence }));
      const more = {
        ...(options.withMap === true ? { map } : {}),
        ...(options.advice === true ? { advice: adviseMember(post, kindsOf(options)) ?? null } : {}),
      };
      return `{${id}${JSON.stringify({ text, details: places, ...more }).slice(1)}`;
    },
    (answers) => print(answers.map((answer) => `${answer}\n`).join('')),
    (message) => console.error(`safetier: ${message}`),
  );
}

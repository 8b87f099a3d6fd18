import { Command, Option } from 'commander';
import type { Classifier } from '../../classifier.ts';
import { EXIT } from '../failure.ts';
import { isTerminal, openInput, readWhole } from '../input.ts';
import { answerRecords, idPrefix, textOf } from '../ndjson.ts';
import { type PostInput, isStream, postInputOption } from '../options.ts';
import { print, printList } from '../output.ts';
import { type ServiceOptions, addServiceOptions, buildService } from '../service.ts';
import { assessmentText } from '../text/assessment.ts';
import { pageOf } from '../text/page.ts';

type Output = 'text' | 'json' | 'ndjson';

interface ClassifyOptions extends ServiceOptions, PostInput {
  output?: Output;
  color: boolean;
}

export function classifyCommand(): Command {
  const command = new Command('classify')
    .description('judge a post, or a stream of posts')
    .argument('[file]', 'what to read; stdin if it is left out or -')
    .addOption(postInputOption())
    .addOption(
      new Option('--output <form>', 'default: text for text, ndjson for ndjson').choices([
        'text',
        'json',
        'ndjson',
      ]),
    );
  return addServiceOptions(command)
    .option('--no-color', 'no colours, also on a terminal')
    .addHelpText(
      'after',
      `
Examples:
  $ echo 'he put his hands round my neck again' | safetier classify
  $ safetier classify posts.ndjson > verdicts.ndjson
  $ safetier classify --audience children posts.ndjson | jq -c '{id, tier}'

A line that cannot be read is reported on stderr with its number; the others
are judged all the same.
Exit code: 0 fine, 2 bad usage, a file that cannot be read, or bad lines.`,
    )
    .action(classify);
}

async function classify(file: string | undefined, options: ClassifyOptions, command: Command): Promise<void> {
  if (file === undefined && isTerminal()) command.help({ error: true });
  const streamed = isStream(options, file);
  const output = options.output ?? (streamed ? 'ndjson' : 'text');
  const input = openInput(file);
  const classifier = await buildService(options);
  if (!streamed) {
    const text = await readWhole(input);
    await print(one(classifier, text, output, options.color));
    return;
  }
  const bad = await classifyStream(classifier, input, output, options.color);
  if (bad > 0) process.exitCode = EXIT.bad;
}

function one(classifier: Classifier, text: string, output: Output, color: boolean): string {
  const assessment = classifier.classify(text);
  if (output === 'text') return `${assessmentText(text, assessment, pageOf(color))}\n`;
  return `${JSON.stringify(assessment, null, output === 'json' ? 2 : 0)}\n`;
}

async function classifyStream(
  classifier: Classifier,
  input: ReturnType<typeof openInput>,
  output: Output,
  color: boolean,
): Promise<number> {
  const page = pageOf(color);
  const list = printList(output);
  const bad = await answerRecords(
    input,
    (record, line) => {
      const text = textOf(record);
      const assessment = classifier.classify(text);
      if (output === 'text')
        return `${page.heading(record['id'])}${assessmentText(text, assessment, page)}\n`;
      return `{${idPrefix(record, line)}${JSON.stringify(assessment).slice(1)}`;
    },
    list.write,
    (message) => console.error(`safetier: ${message}`),
  );
  await list.end();
  return bad;
}

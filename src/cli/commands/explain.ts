import { Command, Option } from 'commander';
import { isTerminal, openInput, readWhole } from '../input.ts';
import { print } from '../output.ts';
import { type ServiceOptions, addServiceOptions, buildService } from '../service.ts';
import { explanationText } from '../text/explanation.ts';
import { pageOf } from '../text/page.ts';

interface ExplainOptions extends ServiceOptions {
  output: 'text' | 'json';
  color: boolean;
}

export function explainCommand(): Command {
  const command = new Command('explain')
    .description('why a post got its verdict: the arithmetic, and what nearly fired')
    .argument('[text...]', 'the post, its words joined by spaces; stdin if it is left out or -')
    .addOption(new Option('--output <form>', 'what to print').choices(['text', 'json']).default('text'));
  return addServiceOptions(command)
    .option('--no-color', 'no colours, also on a terminal')
    .addHelpText(
      'after',
      `
Examples:
  $ safetier explain 'he never hit me, he only shouts'
  $ safetier explain --rules rules/en 'this traffic is killing me'
  $ safetier explain --output json - < post.txt

Exit code: 0 fine, 2 bad usage or bad input.`,
    )
    .action(explain);
}

async function explain(words: string[], options: ExplainOptions, command: Command): Promise<void> {
  const fromStdin = words.length === 0 || (words.length === 1 && words[0] === '-');
  if (words.length === 0 && isTerminal()) command.help({ error: true });
  const text = fromStdin ? await readWhole(openInput('-')) : words.join(' ');
  const classifier = await buildService(options);
  const explanation = classifier.explain(text);
  const nearMatches = classifier.nearMatches(text);
  await print(
    options.output === 'json'
      ? `${JSON.stringify({ ...explanation, nearMatches }, null, 2)}\n`
      : `${explanationText(text, explanation, nearMatches, pageOf(options.color))}\n`,
  );
}

import { Command } from 'commander';
import { EXIT } from '../failure.ts';
import { isTerminal, openInput } from '../input.ts';
import { answerRecords, idPrefix } from '../ndjson.ts';
import { print } from '../output.ts';
import { type ServiceOptions, addServiceOptions, buildService } from '../service.ts';

export function conversationCommand(): Command {
  const command = new Command('conversation')
    .description('judge conversations: what single posts cannot show')
    .argument('[file]', 'NDJSON of {"id","messages":[…]}, a conversation a line; stdin if left out or -');
  return addServiceOptions(command)
    .addHelpText(
      'after',
      `
A message is {"author","text","at"?,"replyTo"?,"id"?}: "at" is ISO 8601 or
milliseconds, "replyTo" the index or id of a message, or a name. One line comes
out for each that goes in: its id, tier, reasons, categories, reported, alerts.
docs/conversation.md says what an alert is.

Examples:
  $ safetier conversation groups.ndjson > alerts.ndjson
  $ safetier conversation groups.ndjson | jq -c 'select(.alerts != [])'
  $ safetier conversation --config service.yaml groups.ndjson

A line that cannot be read is reported on stderr with its number; the others
are judged all the same.
Exit code: 0 fine, 2 bad usage, a file that cannot be read, or bad lines.`,
    )
    .action(judgeConversations);
}

async function judgeConversations(
  file: string | undefined,
  options: ServiceOptions,
  command: Command,
): Promise<void> {
  if (file === undefined && isTerminal()) command.help({ error: true });
  const input = openInput(file);
  const classifier = await buildService(options);
  const { messagesOf } = await import('../messages.ts');
  const bad = await answerRecords(
    input,
    (record, line) => {
      const verdict = classifier.classifyConversation(messagesOf(record));
      return `{${idPrefix(record, line)}${JSON.stringify(verdict).slice(1)}\n`;
    },
    (lines) => print(lines.join('')),
    (message) => console.error(`safetier: ${message}`),
  );
  if (bad > 0) process.exitCode = EXIT.bad;
}

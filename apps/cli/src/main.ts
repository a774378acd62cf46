#!/usr/bin/env node
import { LectorError } from '@lector/contract';
import { LectorApiError, LectorAuthError, LectorConnectionError } from '@lector/sdk';
import { COMMANDS } from './commands/index.js';
import { EXIT, UsageError, helpOf, parseCommand, type ExitCode } from './command.js';
import { exitCodeOf, exitCodeOfRefusal } from './exit-codes.js';

async function overview(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  return [
    'usage: lector COMMAND [arguments]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(10)} ${command.summary}`),
    '',
    'lector COMMAND --help explains one. Exit codes: 0 done, 1 failed job, 2 usage, 3 service unreachable, 128 + signal interrupted.',
  ].join('\n');
}

async function main(args: readonly string[]): Promise<ExitCode> {
  const [first, ...others] = args;
  // `lector help say` is `lector say --help`.
  const [name, ...rest] = first === 'help' && others.length > 0 ? [...others, '--help'] : args;
  if (name === undefined) {
    console.error(await overview());
    return EXIT.usage;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    console.log(await overview());
    return EXIT.done;
  }
  const command = await (Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined)?.();
  if (command === undefined) {
    console.error(`there is no command ${name}\n\n${await overview()}`);
    return EXIT.usage;
  }
  const options = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : rest.length);
  if (options.includes('--help') || options.includes('-h')) {
    console.log(helpOf(command));
    return EXIT.done;
  }
  try {
    return await command.run({
      ...parseCommand(command, rest),
      env: process.env,
      cwd: process.env['INIT_CWD'] ?? process.cwd(),
    });
  } catch (error) {
    return report(error, () => helpOf(command));
  }
}

/** Says what went wrong in one or two lines; a stack only for what nobody foresaw. */
function report(error: unknown, help: () => string): ExitCode {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${help()}`);
    return EXIT.usage;
  }
  if (error instanceof LectorConnectionError) {
    console.error(`${error.message}\nIs Lector running? Start it with: npm start`);
    return EXIT.unreachable;
  }
  if (error instanceof LectorApiError) {
    console.error(`${error.message} [${error.code}]`);
    for (const { pointer, detail } of error.errors) {
      if (!error.message.includes(detail)) console.error(`  ${pointer || '/'}: ${detail}`);
    }
    if (error instanceof LectorAuthError) console.error('Give a key with --key.');
    if (error.code === 'unexpected') console.error('Is this the address of Lector?');
    return exitCodeOfRefusal(error);
  }
  if (error instanceof LectorError) {
    console.error(`${error.title}: ${error.message} [${error.code}]`);
    return exitCodeOf(error.code);
  }
  // The system's own refusal, of a file that cannot be written for example: its message names call and path.
  console.error(error instanceof Error && 'syscall' in error ? error.message : error);
  return EXIT.failedJob;
}

// A terminal that was closed or a reader that has left is no reason to fail: what was started must still be stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
process.exitCode = await main(process.argv.slice(2));

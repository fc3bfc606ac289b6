import { WardlineError } from '../../core/errors.ts';
import { type Command, defineCommand } from '../command.ts';

const shells = ['bash', 'zsh', 'fish'] as const;

/** The completion of these commands and of itself. */
export function completionOf(others: readonly Command[]): Command {
  const command: Command = defineCommand({
    path: ['completion'],
    summary: 'print a completion script for bash, zsh or fish',
    details:
      'bash: wardline completion bash > /etc/bash_completion.d/wardline\nzsh:  wardline completion zsh > "${fpath[1]}/_wardline"\nfish: wardline completion fish > ~/.config/fish/completions/wardline.fish',
    arguments: [{ name: 'shell', summary: shells.join(', ') }],
    options: [],
    formats: ['table'],
    async run({ arguments: [shell] }) {
      const script = scripts[shell as (typeof shells)[number]];
      if (!script)
        throw new WardlineError('usage', `There is no completion for ${shell}.`, `Choose one of ${shells.join(', ')}.`);
      return { data: {}, rows: [], columns: [], text: () => script([...others, command]) };
    },
  });
  return command;
}

const scripts: Record<(typeof shells)[number], (commands: readonly Command[]) => string> = {
  bash: (commands) => bash('', commands),
  zsh: (commands) => bash('autoload -U +X bashcompinit && bashcompinit\n', commands),
  fish,
};

function flagsOf(command: Command): string[] {
  const own = command.options.flatMap((option) => option.flags.match(/--[a-z-]+/g) ?? []);
  return [...own, '--output', '--out', '--quiet', '--json-errors', '--no-color', '--help'];
}

function bash(head: string, commands: readonly Command[]): string {
  const nouns = [...new Set(commands.map((command) => command.path[0]))].join(' ');
  const cases = commands.map((command) => {
    const verbs = commands
      .filter((other) => other.path.length === 2 && other.path[0] === command.path[0])
      .map((other) => other.path[1]);
    // A command that is a group too offers both.
    if (command.path.length === 1)
      return `    '${command.path[0]}') words='${[...verbs, ...flagsOf(command)].join(' ')}' ;;`;
    if (commands.some((other) => other.path.length === 1 && other.path[0] === command.path[0]))
      return `    '${command.path.join(' ')}') words='${flagsOf(command).join(' ')}' ;;`;
    return `    '${command.path.join(' ')}') words='${flagsOf(command).join(' ')}' ;;${verbs.length > 0 && command.path[1] === verbs[0] ? `\n    '${command.path[0]}') words='${verbs.join(' ')}' ;;` : ''}`;
  });
  return `${head}_wardline() {
  local current=\${COMP_WORDS[COMP_CWORD]} place='' words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do [[ $word == -* ]] || place="\${place:+$place }$word"; done
  case "$place" in
    '') words='${nouns}' ;;
${cases.join('\n')}
  esac
  if [[ -z $words || $current != -* && "$place" == *' '* ]]; then COMPREPLY=($(compgen -f -- "$current")); else COMPREPLY=($(compgen -W "$words" -- "$current")); fi
}
complete -o default -F _wardline wardline
`;
}

function fish(commands: readonly Command[]): string {
  const quote = (text: string) => `'${text.replaceAll("'", "\\'")}'`;
  return commands
    .map((command) => {
      const [noun, verb] = command.path;
      const when = verb ? `__fish_seen_subcommand_from ${noun}` : '__fish_use_subcommand';
      const flags = flagsOf(command).map(
        (flag) => `complete -c wardline -n '__fish_seen_subcommand_from ${verb ?? noun}' -l ${flag.slice(2)}`,
      );
      const groupLine =
        verb && commands.find((other) => other.path[0] === noun) === command
          ? [`complete -c wardline -n __fish_use_subcommand -a ${noun}`]
          : [];
      return [
        ...groupLine,
        `complete -c wardline -n ${quote(when)} -a ${verb ?? noun} -d ${quote(command.summary)}`,
        ...flags,
      ].join('\n');
    })
    .join('\n');
}

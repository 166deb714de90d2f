package cli

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/wskvet/wskvet/internal/report"
	"github.com/wskvet/wskvet/internal/rules"
)

// shells are those that wskvet completion has a script for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

// asksCompletion reports whether the arguments are completion SHELL.
func asksCompletion(args []string) bool {
	return len(args) == 2 && args[0] == "completion" && slices.Contains(shells, args[1])
}

// complete prints the script by which a shell completes flags and their values.
func complete(shell string, w io.Writer) (int, error) {
	flags := completions()
	script := map[string]func([]completed) string{"bash": bash, "zsh": zsh, "fish": fish, "powershell": powershell}[shell]
	_, err := io.WriteString(w, script(flags))
	return Clean, err
}

// completed is a flag and what may follow it: nothing, one of the values, or a name of
// a file.
type completed struct {
	name   string
	value  bool
	values []string
}

// completions are the flags that there are.
func completions() []completed {
	var ids []string
	for _, r := range rules.All() {
		ids = append(ids, r.ID)
	}
	values := map[string][]string{
		"format": report.Formats(), "color": {"auto", "always", "never"}, "explain": ids,
		"checks": append([]string{"default", "all"}, ids...),
	}
	var out []completed
	new(options).flags().VisitAll(func(f *flag.Flag) {
		b, ok := f.Value.(interface{ IsBoolFlag() bool })
		out = append(out, completed{f.Name, !ok || !b.IsBoolFlag(), values[f.Name]})
	})
	return out
}

func names(flags []completed) string {
	var out []string
	for _, f := range flags {
		out = append(out, "-"+f.name)
	}
	return strings.Join(out, " ")
}

func bash(flags []completed) string {
	var cases strings.Builder
	for _, f := range flags {
		if len(f.values) > 0 {
			fmt.Fprintf(&cases, "    -%s) COMPREPLY=($(compgen -W '%s' -- \"$word\")); return ;;\n", f.name, strings.Join(f.values, " "))
		}
	}
	return `# bash completion of wskvet: source it, or put it among bash-completion's
_wskvet() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  case $before in
` + cases.String() + `  esac
  case $word in
    -*) COMPREPLY=($(compgen -W '` + names(flags) + `' -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _wskvet wskvet
`
}

func zsh(flags []completed) string {
	var specs strings.Builder
	for _, f := range flags {
		switch {
		case len(f.values) > 0:
			fmt.Fprintf(&specs, "  '*-%s[]:value:(%s)' \\\n", f.name, strings.Join(f.values, " "))
		case f.value:
			fmt.Fprintf(&specs, "  '*-%s[]:value:_files' \\\n", f.name)
		default:
			fmt.Fprintf(&specs, "  '-%s[]' \\\n", f.name)
		}
	}
	return "#compdef wskvet\n# zsh completion of wskvet: a file _wskvet in a folder of $fpath\n_arguments \\\n" + specs.String() + "  '*:driver:_files'\n"
}

func fish(flags []completed) string {
	var out strings.Builder
	out.WriteString("# fish completion of wskvet: ~/.config/fish/completions/wskvet.fish\n")
	for _, f := range flags {
		switch {
		case len(f.values) > 0:
			fmt.Fprintf(&out, "complete -c wskvet -o %s -x -a '%s'\n", f.name, strings.Join(f.values, " "))
		case f.value:
			fmt.Fprintf(&out, "complete -c wskvet -o %s -r\n", f.name)
		default:
			fmt.Fprintf(&out, "complete -c wskvet -o %s\n", f.name)
		}
	}
	return out.String()
}

func powershell(flags []completed) string {
	var values strings.Builder
	for _, f := range flags {
		if len(f.values) > 0 {
			fmt.Fprintf(&values, "    '-%s' = '%s'\n", f.name, strings.Join(f.values, " "))
		}
	}
	return `# PowerShell completion of wskvet: dot-source it in $PROFILE
Register-ArgumentCompleter -Native -CommandName wskvet -ScriptBlock {
  param($word, $ast, $cursor)
  $flags = '` + names(flags) + `' -split ' '
  $values = @{
` + values.String() + `  }
  $before = $ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | Select-Object -Last 1
  $choices = if ($values.ContainsKey("$before")) { $values["$before"] -split ' ' } elseif ("$word".StartsWith('-')) { $flags } else { @() }
  $choices | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`
}

package cli

import (
	"flag"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"shuangsuiji/app"
)

// need is what a command wants before its function runs; each includes those before it.
type need int

const (
	nothing  need = iota
	signedIn      // the workspace, opened by whom --as names
	unlocked      // the device's key, unlocked by the passphrase
)

// action does a command.
type action func(*call) error

// command is one row of the command table.
type command struct {
	path  string                     // its words: "draw reveal"
	args  string                     // its arguments and options, as shown to people
	about string                     // one sentence
	min   int                        // fewest arguments
	max   int                        // most arguments
	must  string                     // options it cannot do without
	need  need                       //
	setup func(*flag.FlagSet) action // declares the options
}

// plain is a command without options of its own.
func plain(a action) func(*flag.FlagSet) action {
	return func(*flag.FlagSet) action { return a }
}

func (cmd *command) usage() string {
	return strings.TrimSpace("ssj " + strings.TrimSpace(cmd.path+" "+cmd.args))
}

// find returns the command whose words begin args, the longest first.
func find(args []string) *command {
	var best *command
	for _, cmd := range commands() {
		words := strings.Fields(cmd.path)
		if len(words) <= len(args) && slices.Equal(words, args[:len(words)]) && (best == nil || len(cmd.path) > len(best.path)) {
			best = &cmd
		}
	}
	return best
}

// parse finds the command and reads its options, which may stand anywhere. On
// an error the command is nil when it was not found.
func parse(args []string, e env) (*command, *call, error) {
	c := &call{env: e}
	safe := false
	flags := newFlags(c)
	flags.BoolVar(&safe, "safe-mode", false, "")
	switch err := flags.Parse(args); {
	case err == flag.ErrHelp, err == nil && len(args) == 0 && !app.HasWindow:
		c.action = help
		return nil, c, nil
	case err != nil:
		return nil, c, explainFlag(err)
	case flags.NArg() == 0:
		c.action = func(c *call) error { return app.Window(app.Options{Workspace: c.dir, SafeMode: safe}) }
		return nil, c, nil
	}
	cmd := find(flags.Args())
	if cmd == nil {
		words := flags.Args()
		return nil, c, misuse{fmt.Sprintf("没有“%s”这个命令", strings.Join(words[:min(2, len(words))], " "))}
	}
	rest := flags.Args()[len(strings.Fields(cmd.path)):]
	flags = newFlags(c)
	c.action, c.need = cmd.setup(flags), cmd.need
	for len(rest) > 0 {
		switch err := flags.Parse(rest); {
		case err == flag.ErrHelp:
			c.action, c.need, c.args = help, nothing, strings.Fields(cmd.path)
			return cmd, c, nil
		case err != nil:
			return cmd, c, explainFlag(err)
		}
		if rest = flags.Args(); len(rest) > 0 {
			c.args, rest = append(c.args, rest[0]), rest[1:]
		}
	}
	if n := len(c.args); n < cmd.min || n > cmd.max {
		return cmd, c, misuse{fmt.Sprintf("“%s”要求的参数个数不对，给了%d个", cmd.path, n)}
	}
	for _, name := range strings.Fields(cmd.must) {
		if flags.Lookup(name).Value.String() == "" {
			return cmd, c, misuse{fmt.Sprintf("“%s”还缺 --%s", cmd.path, name)}
		}
	}
	return cmd, c, nil
}

// newFlags declares the options of every command.
func newFlags(c *call) *flag.FlagSet {
	f := flag.NewFlagSet("ssj", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	if c.dir == "" {
		c.dir = defaultWorkspace()
	}
	f.StringVar(&c.dir, "workspace", c.dir, "")
	f.StringVar(&c.as, "as", c.as, "")
	f.BoolVar(&c.json, "json", c.json, "")
	f.StringVar(&c.passFile, "passphrase-file", c.passFile, "")
	f.StringVar(&c.wordFile, "password-file", c.wordFile, "")
	f.StringVar(&c.newWordFile, "new-password-file", c.newWordFile, "")
	return f
}

// badValue is how package flag refuses the value of an option.
var badValue = regexp.MustCompile(`^invalid (?:boolean )?value ("(?:[^"\\]|\\.)*") for (?:flag )?-(\S+):`)

// explainFlag says in Chinese what package flag says in English.
func explainFlag(err error) error {
	text := err.Error()
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: -"); ok {
		return misuse{"没有 --" + strings.TrimPrefix(name, "-") + " 这个选项"}
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: -"); ok {
		return misuse{"--" + strings.TrimPrefix(name, "-") + " 后面缺少内容"}
	}
	if m := badValue.FindStringSubmatch(text); m != nil {
		return misuse{"--" + m[2] + " 的值 " + m[1] + " 不对"}
	}
	return misuse{"选项写法不对：" + text}
}

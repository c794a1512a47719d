// Package cli is the command line: the same services without a window.
package cli

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"shuangsuiji/app"
	"shuangsuiji/backend/inspect"
)

// Exit codes.
const (
	done    = 0
	refused = 1 // refused or invalid: what, where, what to do
	usage   = 2 // wrong usage
)

const help = `双随机执法检查

  shuangsuiji [--workspace 文件夹] [--safe-mode]        打开窗口（窗口版）
  shuangsuiji serve [--workspace 文件夹] [--addr 127.0.0.1:0]
                                                        在本机提供页面，用浏览器打开
  shuangsuiji help                                      本说明
`

// Main runs one command line without the program's name and returns the exit code.
func Main(args []string) int {
	return run(args, os.Stdout, os.Stderr)
}

func run(args []string, out, errOut io.Writer) int {
	command := ""
	if len(args) > 0 && args[0] != "" && args[0][0] != '-' {
		command, args = args[0], args[1:]
	}
	o := app.Options{Workspace: defaultWorkspace()}
	flags := flag.NewFlagSet("shuangsuiji", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.Workspace, "workspace", o.Workspace, "")
	switch {
	case command == "" && (app.HasWindow || len(args) > 0):
		flags.BoolVar(&o.SafeMode, "safe-mode", false, "")
	case command == "serve":
		flags.StringVar(&o.Addr, "addr", "127.0.0.1:0", "")
	case command == "" || command == "help":
		fmt.Fprint(out, help)
		return done
	default:
		fmt.Fprintf(errOut, "没有“%s”这个命令\n\n%s", command, help)
		return usage
	}
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 {
		fmt.Fprint(errOut, help)
		return usage
	}
	if err := open(command, o, out); err != nil {
		fmt.Fprintln(errOut, inspect.ForPerson(err))
		return refused
	}
	return done
}

func open(command string, o app.Options, out io.Writer) error {
	if command == "" {
		return app.Window(o)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return app.Serve(ctx, o, out)
}

// defaultWorkspace is the user's own workspace.
func defaultWorkspace() string {
	dir, err := os.UserCacheDir() // %LOCALAPPDATA% on Windows
	if err != nil {
		dir = "."
	}
	return filepath.Join(dir, "shuangsuiji")
}

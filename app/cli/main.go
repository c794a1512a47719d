package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// Exit codes.
const (
	done    = 0
	refused = 1 // refused or invalid: what, where, what to do
	misused = 2 // wrong usage
)

// env is the world of a command line; tests have their own.
type env struct {
	out, err io.Writer
	getenv   func(string) string
	ask      func(ctx context.Context, question string) ([]byte, error) // a secret from the terminal; nil = there is none
	options  service.Options                                            // how workspaces are opened
}

// Main runs one command line without the program's name and returns the exit code.
func Main(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	defer utf8Console()()
	return run(ctx, args, env{out: os.Stdout, err: os.Stderr, getenv: os.Getenv, ask: asker(os.Stdin, os.Stderr)})
}

// now is the clock of this command line.
func (e env) now() time.Time {
	if e.options.Now != nil {
		return e.options.Now()
	}
	return time.Now()
}

// misuse is an error of usage: exit code 2.
type misuse struct{ text string }

func (m misuse) Error() string { return m.text }

// errShown ends a command with 1 after it has shown what is wrong as its result.
var errShown = errors.New("shown")

// run parses one command line, does it and tells the exit code.
func run(ctx context.Context, args []string, e env) int {
	cmd, c, err := parse(args, e)
	if err == nil {
		c.ctx = ctx
		err = c.do()
	}
	return report(e, cmd, c, err)
}

func report(e env, cmd *command, c *call, err error) int {
	var m misuse
	switch {
	case err == nil:
		return done
	case errors.Is(err, errShown):
		return refused
	case errors.As(err, &m):
		fmt.Fprintln(e.err, m.text)
		if cmd != nil {
			fmt.Fprintf(e.err, "用法：%s\n", cmd.usage())
		} else {
			fmt.Fprintln(e.err, "用 help 查看全部命令")
		}
		return misused
	}
	shown := inspect.ForPerson(err)
	if c.json {
		if b, jerr := json.MarshalIndent(shown, "", "  "); jerr == nil {
			fmt.Fprintln(e.err, string(b))
		}
		return refused
	}
	text := shown.Message
	if shown.Article != "" {
		text += "（" + shown.Article + "）"
	}
	fmt.Fprintln(e.err, "没有完成：", text)
	if shown.Hint != "" {
		fmt.Fprintln(e.err, "怎么办：", shown.Hint)
	}
	if cause := errors.Unwrap(shown); shown.Code == inspect.Internal && cause != nil {
		fmt.Fprintln(e.err, "技术信息：", cause)
	}
	return refused
}

// defaultWorkspace is the user's own workspace.
func defaultWorkspace() string {
	dir, err := os.UserCacheDir() // %LOCALAPPDATA% on Windows
	if err != nil {
		dir = "."
	}
	return filepath.Join(dir, "shuangsuiji")
}

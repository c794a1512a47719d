package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"

	"shuangsuiji/backend/inspect"
)

// secret is something that nobody may see: from a file, else from the
// environment, else typed at the terminal.
type secret struct {
	name  string // in words
	field string
	flag  string // --FLAG FILE, whose first line it is
	env   string
	file  func(*call) string
}

var (
	thePassphrase  = secret{"工作区口令", "passphrase", "passphrase-file", "SSJ_PASSPHRASE", func(c *call) string { return c.passFile }}
	thePassword    = secret{"密码", "password", "password-file", "SSJ_PASSWORD", func(c *call) string { return c.wordFile }}
	theNewPassword = secret{"新密码", "newPassword", "new-password-file", "SSJ_NEW_PASSWORD", func(c *call) string { return c.newWordFile }}
)

// passphrase is the workspace's passphrase; a new one is typed twice.
func (c *call) passphrase(fresh bool) ([]byte, error) { return c.secret(thePassphrase, fresh) }

// password is that of --as; a new one is typed twice.
func (c *call) password(fresh bool) ([]byte, error) { return c.secret(thePassword, fresh) }

// newPassword is the one to have from now on.
func (c *call) newPassword() ([]byte, error) { return c.secret(theNewPassword, true) }

// givenPassphrase is nil when neither file nor environment gives one.
func (c *call) givenPassphrase() ([]byte, error) { return c.given(thePassphrase) }

func (c *call) secret(s secret, fresh bool) ([]byte, error) {
	typed, err := c.given(s)
	if err != nil || len(typed) > 0 {
		return typed, err
	}
	if c.ask == nil {
		return nil, inspect.E(inspect.Invalid, "没有给出%s", s.name).WithField(s.field).
			WithHint("用 --%s 文件 或环境变量 %s 给出；在终端里运行时会提示输入", s.flag, s.env)
	}
	if typed, err = c.ask(c.ctx, s.name+"："); err != nil || !fresh {
		return typed, err
	}
	again, err := c.ask(c.ctx, "再输入一次：")
	if err == nil && !bytes.Equal(typed, again) {
		err = inspect.E(inspect.Invalid, "两次输入的%s不一致", s.name).WithField(s.field).WithHint("重新执行命令")
	}
	return typed, err
}

func (c *call) given(s secret) ([]byte, error) {
	path := s.file(c)
	if path == "" {
		return []byte(c.getenv(s.env)), nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, inspect.E(inspect.NotFound, "打不开%s文件：%s", s.name, path).WithRef(path).Because(err).WithHint("核对路径；%s写在文件的第一行", s.name)
	}
	line, _, _ := bytes.Cut(b, []byte("\n"))
	if line = bytes.TrimSuffix(line, []byte("\r")); len(line) == 0 {
		return nil, inspect.E(inspect.Invalid, "%s文件的第一行是空的：%s", s.name, path).WithRef(path).WithHint("%s写在文件的第一行", s.name)
	}
	return line, nil
}

// asker reads secrets from a terminal without showing them; nil when in is not
// a terminal.
func asker(in *os.File, out io.Writer) func(context.Context, string) ([]byte, error) {
	if !terminal(in) {
		return nil
	}
	return func(ctx context.Context, question string) ([]byte, error) {
		show, err := hideInput(in)
		if err != nil {
			return nil, inspect.E(inspect.Unsupported, "这个终端不能隐藏输入的口令").Because(err).WithHint("用 --passphrase-file 或 SSJ_PASSPHRASE 给出口令")
		}
		defer func() { show(); fmt.Fprintln(out) }()
		fmt.Fprint(out, question)
		typed := make(chan []byte, 1)
		go func() { typed <- readLine(in) }()
		select {
		case pass := <-typed:
			return pass, nil
		case <-ctx.Done():
			return nil, inspect.E(inspect.Canceled, "已取消，没有输入口令")
		}
	}
}

// readLine reads byte by byte, so that nothing after the line is lost.
func readLine(in io.Reader) []byte {
	line, b := []byte{}, make([]byte, 1)
	for {
		if n, err := in.Read(b); n == 0 || err != nil || b[0] == '\n' {
			return bytes.TrimSuffix(line, []byte("\r"))
		}
		line = append(line, b[0])
	}
}

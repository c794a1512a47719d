package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"

	"shuangsuiji/backend/inspect"
)

// passphrase is the workspace's passphrase: from --passphrase-file, else from
// SSJ_PASSPHRASE, else typed at the terminal, twice when it is a new one.
func (c *call) passphrase(fresh bool) ([]byte, error) {
	pass, err := c.givenPassphrase()
	if err != nil || len(pass) > 0 {
		return pass, err
	}
	if c.ask == nil {
		return nil, inspect.E(inspect.Invalid, "没有给出工作区口令").WithField("passphrase").
			WithHint("用 --passphrase-file 文件 或环境变量 SSJ_PASSPHRASE 给出；在终端里运行时会提示输入")
	}
	if pass, err = c.ask(c.ctx, "工作区口令："); err != nil || !fresh {
		return pass, err
	}
	again, err := c.ask(c.ctx, "再输入一次：")
	if err == nil && !bytes.Equal(pass, again) {
		err = inspect.E(inspect.Invalid, "两次输入的口令不一致").WithField("passphrase").WithHint("重新执行命令")
	}
	return pass, err
}

// givenPassphrase is nil when neither file nor environment gives one.
func (c *call) givenPassphrase() ([]byte, error) {
	if c.passFile == "" {
		return []byte(c.getenv("SSJ_PASSPHRASE")), nil
	}
	b, err := os.ReadFile(c.passFile)
	if err != nil {
		return nil, inspect.E(inspect.NotFound, "打不开口令文件：%s", c.passFile).WithRef(c.passFile).Because(err).WithHint("核对路径；口令写在文件的第一行")
	}
	pass, _, _ := bytes.Cut(b, []byte("\n"))
	if pass = bytes.TrimSuffix(pass, []byte("\r")); len(pass) == 0 {
		return nil, inspect.E(inspect.Invalid, "口令文件的第一行是空的：%s", c.passFile).WithRef(c.passFile).WithHint("口令写在文件的第一行")
	}
	return pass, nil
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

package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// call is one command being done.
type call struct {
	env
	ctx    context.Context
	action action
	need   need
	dir    string // folder of the workspace
	as     string
	json   bool
	args   []string

	passFile, wordFile, newWordFile string // where secrets stand, see passphrase.go

	sv *service.Services
	a  inspect.Actor
}

// do prepares what the command needs and runs it. The workspace is opened once
// and closed whatever happens.
func (c *call) do() (err error) {
	if c.need >= signedIn {
		by, err := c.credentials()
		if err != nil {
			return err
		}
		if err := c.enter(by); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, c.sv.Close()) }()
	}
	if c.need >= unlocked {
		pass, err := c.passphrase(false)
		if err != nil {
			return err
		}
		if err := c.sv.Workspace.Unlock(c.ctx, pass); err != nil {
			return err
		}
	}
	return c.action(c)
}

// credentials are the person's of --as. On a laptop without people the
// workspace's passphrase stands for them.
func (c *call) credentials() (by service.Credentials, err error) {
	list, err := service.Accounts(c.ctx, c.dir, c.options)
	if err != nil {
		return by, err
	}
	by.Person = c.as
	switch {
	case len(list.People) == 0:
		by.Person = ""
		by.Passphrase, err = c.passphrase(false)
	case c.as == "":
		return by, inspect.E(inspect.Forbidden, "没有指明由谁操作").WithField("as").WithArticle("第二十二条").
			WithHint("加上 --as 姓名或警号；account list 列出能登录的人员")
	default:
		for _, p := range list.People { // before a password is asked for
			if !p.Password && !list.Old && (p.ID == c.as || p.Badge == c.as || p.Name == c.as) {
				return by, inspect.E(inspect.Forbidden, "%s还没有密码", p.Name).WithField("as").
					WithHint("用 account set --as %s 凭工作区口令设自己的密码，或请管理员用 account give 给一个初始密码", p.Name)
			}
		}
		by.Password, err = c.password(false)
	}
	return by, err
}

// enter opens the workspace; whoever called closes it.
func (c *call) enter(by service.Credentials) (err error) {
	c.sv, c.a, err = service.Enter(c.ctx, c.dir, by, "cli", c.options)
	return err
}

// show prints v as JSON when asked for, else the sentence.
func (c *call) show(v any, format string, args ...any) error {
	if c.json {
		return c.printJSON(v)
	}
	return c.line(format, args...)
}

func (c *call) printJSON(v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	return c.line("%s", b)
}

func (c *call) line(format string, args ...any) error {
	if _, err := fmt.Fprintf(c.out, format+"\n", args...); err != nil {
		return inspect.E(inspect.Storage, "无法输出结果").Because(err)
	}
	return nil
}

// lines prints a heading and indented lines; nothing when there are none.
func (c *call) lines(heading string, list []string) error {
	if len(list) == 0 {
		return nil
	}
	return c.line("%s\n  %s", heading, strings.Join(list, "\n  "))
}

// table prints v as JSON when asked for, else rows under a head, in columns.
func (c *call) table(v any, head []string, rows [][]string) error {
	if c.json {
		return c.printJSON(v)
	}
	if len(rows) == 0 {
		return c.line("（没有）")
	}
	wide := make([]int, len(head))
	for _, row := range append([][]string{head}, rows...) {
		for i, cell := range row {
			wide[i] = max(wide[i], width(cell))
		}
	}
	for _, row := range append([][]string{head}, rows...) {
		var b strings.Builder
		for i, cell := range row {
			b.WriteString(cell)
			if i < len(row)-1 {
				b.WriteString(strings.Repeat(" ", wide[i]-width(cell)+2))
			}
		}
		if err := c.line("%s", strings.TrimRight(b.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

// width is how many columns a terminal gives a text: two for a hanzi.
func width(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff ||
			r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6 || r >= 0x20000) {
			n++
		}
	}
	return n
}

// words splits a list given as one argument: "a,b" or "a，b".
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '，' || r == '、' })
}

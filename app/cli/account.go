package cli

import (
	"flag"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func accountCommands() []command {
	return []command{
		{path: "account list", about: "列出能登录的人员：有无密码，是否因输错暂停", setup: plain(listAccounts)},
		{path: "account set", args: "--as 人员", about: "凭工作区口令设自己的密码：外勤电脑首次登录，早先版本的工作区首次打开，管理员忘记密码", setup: plain(setAccount)},
		{path: "account change", args: "--as 人员 [--new-password-file 文件]", about: "修改自己的密码；新密码也可用环境变量 SSJ_NEW_PASSWORD", setup: plain(changeAccount)},
		{path: "account give", args: "人员 [--new-password-file 文件]", about: "管理员：给初始密码，或为忘记的人重设；本人首次登录时须修改", min: 1, max: 1, need: signedIn, setup: plain(giveAccount)},
		{path: "account off", args: "人员 --reason 原因", about: "停用离岗人员：账户、密码和其个人设备的证书一并失效", min: 1, max: 1, must: "reason", need: signedIn, setup: offAccount},
		{path: "account roles", about: "角色权限表：哪些角色可以办理哪些操作", setup: plain(listRoles)},
	}
}

func listAccounts(c *call) error {
	list, err := service.Accounts(c.ctx, c.dir, c.options)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, p := range list.People {
		state := "有密码"
		switch {
		case p.ShutUntil > inspect.Instant(c.now()):
			state = "输错多次，" + inspect.Minute(p.ShutUntil) + "后再试"
		case !p.Password:
			state = "还没有密码"
		case p.Initial:
			state = "初始密码，待修改"
		}
		rows = append(rows, []string{p.Name, p.Badge, p.Role.Label(), state})
	}
	return c.table(list, []string{"姓名", "警号", "角色", "密码"}, rows)
}

func setAccount(c *call) (err error) {
	by := service.Credentials{Person: c.as}
	if by.Passphrase, err = c.passphrase(false); err != nil {
		return err
	}
	if by.NewPassword, err = c.password(true); err != nil {
		return err
	}
	if err := c.passes(by); err != nil {
		return err
	}
	return c.show(c.a, "%s（%s）的密码已设好", c.a.Name, c.a.Role.Label())
}

func changeAccount(c *call) (err error) {
	by := service.Credentials{Person: c.as}
	if by.Password, err = c.password(false); err != nil {
		return err
	}
	if by.NewPassword, err = c.newPassword(); err != nil {
		return err
	}
	if err := c.passes(by); err != nil {
		return err
	}
	return c.show(c.a, "%s的密码已修改", c.a.Name)
}

// passes signs in and out again: what the password is changed by.
func (c *call) passes(by service.Credentials) error {
	if err := c.enter(by); err != nil {
		return err
	}
	return c.sv.Close()
}

func giveAccount(c *call) error {
	p, err := c.person(c.args[0])
	if err != nil {
		return err
	}
	initial, err := c.newPassword()
	if err != nil {
		return err
	}
	if err := c.sv.Workspace.GivePassword(c.ctx, c.a, p.ID, initial); err != nil {
		return err
	}
	return c.show(p, "已给%s初始密码，本人首次登录时须修改（account change）", p.Name)
}

func offAccount(f *flag.FlagSet) action {
	reason := f.String("reason", "", "")
	return func(c *call) error {
		p, err := c.person(c.args[0])
		if err != nil {
			return err
		}
		gone, err := c.sv.Workspace.Deactivate(c.ctx, c.a, p.ID, *reason)
		if err != nil {
			return err
		}
		if len(gone.Devices) == 0 {
			return c.show(gone, "%s的账户已停用，密码作废；没有签发给其个人的证书", p.Name)
		}
		return c.show(gone, "%s的账户已停用，密码作废，吊销其个人设备的证书%d张；请导出信任名单发给各外勤电脑", p.Name, len(gone.Devices))
	}
}

func listRoles(c *call) error {
	head, rows := []string{"操作"}, [][]string{}
	for _, r := range inspect.Roles {
		head = append(head, r.Label())
	}
	for _, g := range inspect.ActionTable {
		row := []string{g.Label}
		for _, r := range inspect.Roles {
			mark := "－"
			for _, may := range g.Roles {
				if may == r {
					mark = "可"
				}
			}
			row = append(row, mark)
		}
		rows = append(rows, row)
	}
	return c.table(inspect.ActionTable, head, rows)
}

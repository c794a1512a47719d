package cli

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func backupCommands() []command {
	return []command{
		{path: "backup", args: "[文件]", about: "加密备份，写成后读回核对；不写文件的存入 backups 文件夹和第二备份位置", max: 1, need: signedIn, setup: plain(makeBackup)},
		{path: "backup list", about: "列出备份，以及上次备份后有多少新记录", need: signedIn, setup: plain(listBackups)},
		{path: "backup check", args: "备份文件 [--key 密钥文件]", about: "试恢复：解密并全面查验一份备份，不动任何工作区", min: 1, max: 1, setup: checkBackup},
		{path: "backup place", args: "[文件夹] [--off]", about: "设定第二备份位置（另一块磁盘、移动盘、共享文件夹），证据也加密存到那里；--off 取消", max: 1, need: signedIn, setup: backupPlace},
		{path: "restore", args: "备份文件 --as 姓名或警号 [--new-password] [--evidence 文件夹] [--key 密钥文件]",
			about: "用备份恢复 --workspace 所指的工作区：全面查验通过才替换，原有的另存；密码忘了或备份里没有的，--new-password 设新的；--key 用签发单位的密钥打开", min: 1, max: 1, setup: restore},
	}
}

func makeBackup(c *call) error {
	out := ""
	if len(c.args) > 0 {
		out = c.args[0]
	}
	path, err := c.sv.Backup.Make(c.ctx, c.a, out, nil)
	if err != nil {
		return err
	}
	return c.show(written{path}, "备份已加密写入并核对：%s", path)
}

func listBackups(c *call) error {
	s, err := c.sv.Backup.State(c.ctx, c.a)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, f := range s.Files {
		rows = append(rows, []string{inspect.Minute(f.At), fmt.Sprintf("%.1f MB", float64(f.Size)/1e6), f.Path})
	}
	if err := c.table(s, []string{"时间", "大小", "文件"}, rows); err != nil || c.json {
		return err
	}
	if s.At == "" {
		return c.line("还没有备份")
	}
	return c.line("上次备份 %s，此后有 %d 条新记录；第二备份位置：%s", inspect.Minute(s.At), s.Newer, placeText(s))
}

func placeText(s service.BackupState) string {
	switch {
	case s.Place == "":
		return "没有设定"
	case s.PlaceLost != "":
		return s.PlaceLost
	}
	return s.Place
}

// opening reads how a backup is to be opened.
func (c *call) opening(key string) (service.Opening, error) {
	pass, err := c.passphrase(false)
	return service.Opening{File: c.args[0], Key: key, Passphrase: pass}, err
}

func checkBackup(f *flag.FlagSet) action {
	key := f.String("key", "", "")
	return func(c *call) error {
		by, err := c.opening(*key)
		if err != nil {
			return err
		}
		scratch := filepath.Join(c.dir, "backups")
		if _, err := os.Stat(scratch); err != nil {
			scratch = ""
		}
		r, err := service.CheckBackup(c.ctx, scratch, by, c.options)
		if err != nil {
			return err
		}
		if len(r.Problems) > 0 && !c.json {
			if err := c.lines("这份备份查验没有通过：", r.Problems); err != nil {
				return err
			}
			return errShown
		}
		if err := c.show(r, "试恢复通过：%s 于 %s 备份，%d条留痕，检查点 %s\n%s", r.Workspace, inspect.Minute(r.At), r.Found, r.Checkpoint, r.Limit); err != nil || len(r.Problems) == 0 {
			return err
		}
		return errShown
	}
}

func backupPlace(f *flag.FlagSet) action {
	off := f.Bool("off", false, "")
	return func(c *call) error {
		if *off || len(c.args) > 0 {
			place := strings.Join(c.args, "")
			if *off == (place != "") {
				return misuse{"文件夹和 --off 只能写一个"}
			}
			if place != "" {
				abs, err := filepath.Abs(place)
				if err != nil {
					return err
				}
				place = abs
			}
			if err := c.sv.Backup.SetPlace(c.ctx, c.a, place); err != nil {
				return err
			}
		}
		s, err := c.sv.Backup.State(c.ctx, c.a)
		if err != nil {
			return err
		}
		return c.show(s, "第二备份位置：%s", placeText(s))
	}
}

func restore(f *flag.FlagSet) action {
	key, evidence, fresh := f.String("key", "", ""), f.String("evidence", "", ""), f.Bool("new-password", false, "")
	return func(c *call) error {
		if c.as == "" {
			return misuse{"“restore”还缺 --as：由谁恢复"}
		}
		by, err := c.opening(*key)
		if err != nil {
			return err
		}
		if *fresh {
			by.NewPassword, err = c.newPassword()
		} else {
			by.Password, err = c.password(false)
		}
		if err != nil {
			return err
		}
		r, err := service.Restore(c.ctx, c.dir, by, c.as, *evidence, c.options)
		if err != nil {
			return err
		}
		if c.json {
			return c.printJSON(r)
		}
		if err := c.line("已恢复到 %s 的状态：%d条留痕，检查点 %s", inspect.Minute(r.At), r.Found, r.Checkpoint); err != nil {
			return err
		}
		if err := c.line("%s", r.Told); err != nil {
			return err
		}
		if len(r.Missing) > 0 {
			if err := c.lines("下列证据文件不在本机，也没有从备份位置取回：", r.Missing); err != nil {
				return err
			}
		}
		return c.line("%s", r.Limit)
	}
}

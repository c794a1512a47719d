package cli

import (
	"flag"
	"fmt"
	"strings"

	"shuangsuiji/backend/service"
)

func handoverCommands() []command {
	return []command{
		{path: "pack receipt", args: "设备 --out 文件.zip", about: "办公室：为外勤设备制作接收回执包（收取结果包时自动制作，遗失的用它补）", min: 1, max: 1, must: "out", need: unlocked, setup: packReceipt},
		{path: "hand list", about: "外勤：各任务未交、已交待回执、已回执、已清除", need: signedIn, setup: plain(handing)},
		{path: "hand wipe", args: "任务", about: "外勤：有回执后清除任务的数据和证据；回执没有包括的拒绝清除", min: 1, max: 1, need: signedIn, setup: plain(wipe)},
	}
}

func packReceipt(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		sent, err := c.sv.Dispatch.ReceiptPackage(c.ctx, c.a, c.args[0], *out)
		if err != nil {
			return err
		}
		return c.sent(sent)
	}
}

func handing(c *call) error {
	list, err := c.sv.Dispatch.Handing(c.ctx, c.a)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, h := range list {
		rows = append(rows, []string{h.TaskNo, h.TaskName, fmt.Sprintf("%d/%d", h.Handed, h.Teams), h.StateLabel, strings.Join(h.Lacks, "；")})
	}
	return c.table(list, []string{"任务", "名称", "已交", "状态", "尚缺"}, rows)
}

func wipe(c *call) error {
	w, err := c.sv.Dispatch.Wipe(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	if err := c.show(w, "已清除：数据版本%d个，文件%d个。%s", w.Versions, w.Files, w.Limit); err != nil || c.json {
		return err
	}
	return c.lines("以下包写在工作区以外，请自行删除：", w.Kept)
}

// unlockOffice unlocks an office's key where the passphrase is given, so that a
// receipt can go back at once; without one the package is opened all the same.
func (c *call) unlockOffice() error {
	info, err := c.sv.Workspace.Info(c.ctx)
	if err != nil || info.Kind != service.KindOffice {
		return err
	}
	pass, err := c.givenPassphrase()
	if err != nil || len(pass) == 0 {
		return err
	}
	return c.sv.Workspace.Unlock(c.ctx, pass)
}

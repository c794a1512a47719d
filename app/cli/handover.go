package cli

import (
	"flag"
	"fmt"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func handoverCommands() []command {
	return []command{
		{path: "pack receipt", args: "设备 --out 文件.zip", about: "办公室：为外勤设备制作接收回执包（收取结果包时自动制作，遗失的用它补）", min: 1, max: 1, must: "out", need: unlocked, setup: packReceipt},
		{path: "hand over", args: "检查组 --device 设备 --to 成员 --out 文件.zip [--note 说明]", about: "外勤：把未完的检查交接给同组成员的另一台设备；本机只供查看，另写一份交接单给办公室", min: 1, max: 1, must: "device to out", need: unlocked, setup: handOver},
		{path: "device list", about: "办公室：哪台设备持有什么、从何时起、最近一次交回", need: signedIn, setup: plain(holdings)},
		{path: "device urge", args: "设备 --note 向谁催交、如何答复", about: "办公室：登记催交", min: 1, max: 1, must: "note", need: signedIn, setup: urge},
		{path: "device lost", args: "设备 --by 报告人 --on 日期 --place 地点 --story 经过", about: "办公室：登记遗失，吊销该设备；列出未交回的，改派用 pack task", min: 1, max: 1, must: "by on place story", need: signedIn, setup: lost},
		{path: "device found", args: "设备 --by 找回人 --on 日期 --story 在哪里找回、为什么可以继续使用", about: "办公室：撤回遗失登记；列出它还持有什么、哪些已改派", min: 1, max: 1, must: "by on story", need: signedIn, setup: deviceFound},
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

func handOver(f *flag.FlagSet) action {
	in := service.HandoverInput{}
	to := f.String("to", "", "")
	f.StringVar(&in.Device, "device", "", "")
	f.StringVar(&in.Note, "note", "", "")
	f.StringVar(&in.Out, "out", "", "")
	return func(c *call) error {
		v, m, err := c.memberOf(c.args[0], *to)
		if err != nil {
			return err
		}
		in.Team, in.Receiver = v.Team.ID, m.Inspector
		done, err := c.sv.Dispatch.HandOver(c.ctx, c.a, in)
		if err != nil {
			return err
		}
		if err := c.show(done, "已交接给“%s”，由%s接手：%s\n交接单（送办公室）：%s", in.Device, done.Handover.Taker, done.Sent.Path, done.Slip.Path); err != nil || c.json {
			return err
		}
		return c.lines("随交事项，双方核对：", done.Handover.Pending)
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

func holdings(c *call) error {
	list, err := c.sv.Dispatch.Holdings(c.ctx, c.a)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, h := range list {
		contact := "最近交回 " + inspect.Minute(h.LastContact)
		if h.LastContact == "" {
			contact = "还没有交回过"
		}
		if h.Device.Revoked {
			contact += "，已吊销"
		}
		for _, w := range h.Wiped {
			rows = append(rows, []string{h.Device.Name, w.TaskNo, "", "已清除 " + inspect.Minute(w.At), contact})
		}
		if len(h.Held) == 0 && len(h.Wiped) == 0 {
			rows = append(rows, []string{h.Device.Name, "", "没有持有在办的检查", "", contact})
		}
		for _, x := range h.Held {
			rows = append(rows, []string{h.Device.Name, fmt.Sprintf("%s/%d", x.TaskNo, x.Order), x.SubjectName, heldWords(x), contact})
		}
	}
	return c.table(list, []string{"设备", "检查组", "检查对象", "持有情况", "联系"}, rows)
}

func heldWords(x service.Held) string {
	s := "自" + inspect.Minute(x.Since) + "持有"
	if x.From != "" {
		s += "，接手自" + x.From
	}
	switch {
	case x.Returned:
		return s + "，已交回"
	case x.Late:
		return s + "，逾期未交"
	}
	return s + "，未交"
}

func urge(f *flag.FlagSet) action {
	note := f.String("note", "", "")
	return func(c *call) error {
		dev, err := c.sv.Dispatch.Urge(c.ctx, c.a, c.args[0], *note)
		if err != nil {
			return err
		}
		return c.show(dev, "已登记对“%s”的催交", dev.Name)
	}
}

func deviceFound(f *flag.FlagSet) action {
	in := service.FoundInput{}
	f.StringVar(&in.Finder, "by", "", "")
	f.StringVar(&in.On, "on", "", "")
	f.StringVar(&in.Story, "story", "", "")
	return func(c *call) error {
		in.Device = c.args[0]
		x, err := c.sv.Dispatch.TakeBackLoss(c.ctx, c.a, in)
		if err != nil {
			return err
		}
		if err := c.show(x, "已撤回“%s”的遗失登记：还持有%d户，恢复号段%d个，此前送来的内容%d项待裁定", x.Holding.Device.Name, len(x.Holding.Held), x.Leases, x.Waiting); err != nil || c.json {
			return err
		}
		return c.lines("已改派其他设备、不再由它办理的：", x.Gone)
	}
}

func lost(f *flag.FlagSet) action {
	in := service.LossInput{}
	f.StringVar(&in.Reporter, "by", "", "")
	f.StringVar(&in.On, "on", "", "")
	f.StringVar(&in.Place, "place", "", "")
	f.StringVar(&in.Story, "story", "", "")
	return func(c *call) error {
		in.Device = c.args[0]
		h, err := c.sv.Dispatch.ReportLoss(c.ctx, c.a, in)
		if err != nil {
			return err
		}
		if err := c.show(h, "已登记“%s”遗失并吊销；它以后送来的内容只列为冲突", h.Device.Name); err != nil || c.json {
			return err
		}
		left := []string{}
		for _, x := range h.Held {
			if !x.Returned {
				left = append(left, fmt.Sprintf("%s/%d %s", x.TaskNo, x.Order, x.SubjectName))
			}
		}
		return c.lines("没有交回、须改派的：", left)
	}
}

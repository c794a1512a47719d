package cli

import (
	"flag"
	"fmt"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// filingCommands follow what was made for the platform until it answered.
func filingCommands() []command {
	return []command{
		{path: "filing list", args: "[任务]", about: "列出报送平台的各版和平台回执", max: 1, need: signedIn, setup: plain(listFilings)},
		{path: "filing sent", args: "任务 版次 --way 光盘 [--date 日期]", about: "登记报送包已送到平台", min: 2, max: 2, must: "way", need: signedIn, setup: filingSent},
		{path: "filing deliver", args: "任务 版次 [--file 报送包]", about: "把报送包送到设定的报送目录（共享文件夹、单向导入），并登记已上传", min: 2, max: 2, need: unlocked, setup: deliver},
		{path: "filing accepted", args: "任务 版次 --proof 回执文件 [--no 回执号] [--date 日期]", about: "登记平台已受理", min: 2, max: 2, must: "proof", need: signedIn, setup: filingAnswered(inspect.FilingAccepted)},
		{path: "filing returned", args: "任务 版次 --reason 理由 --proof 回执文件 [--no 回执号] [--date 日期]", about: "登记平台已退回；改好后再制作报送包，即为下一版", min: 2, max: 2, must: "reason proof", need: signedIn, setup: filingAnswered(inspect.FilingReturned)},
	}
}

func listFilings(c *call) error {
	task := ""
	if len(c.args) > 0 {
		task = c.args[0]
	}
	list, err := c.sv.Dispatch.Filings(c.ctx, c.a, task)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, f := range list {
		rows = append(rows, []string{f.TaskNo, fmt.Sprint(f.Version), f.StateLabel, f.SentOn, f.Way, f.AnsweredOn, f.ReceiptNo, f.Reason, f.Package})
	}
	return c.table(list, []string{"任务", "版次", "状态", "上传日期", "方式", "回执日期", "回执号", "退回理由", "文件"}, rows)
}

// filing is the version of a task that the two arguments name.
func (c *call) filing() (service.FilingView, error) {
	list, err := c.sv.Dispatch.Filings(c.ctx, c.a, c.args[0])
	if err != nil {
		return service.FilingView{}, err
	}
	for _, f := range list {
		if strconv.Itoa(f.Version) == c.args[1] {
			return f, nil
		}
	}
	return service.FilingView{}, inspect.E(inspect.NotFound, "任务没有第%s版报送，共%d版", c.args[1], len(list)).WithHint("filing list 列出版次；pack upload 制作报送包")
}

// dated is the date given, today by default.
func (c *call) dated(on string) string {
	if on == "" {
		return inspect.LegalDate(inspect.Instant(c.now()))
	}
	return on
}

func filingSent(f *flag.FlagSet) action {
	way, on := f.String("way", "", ""), f.String("date", "", "")
	return func(c *call) error {
		v, err := c.filing()
		if err != nil {
			return err
		}
		x, err := c.sv.Dispatch.FilingSent(c.ctx, c.a, v.ID, c.dated(*on), *way)
		if err != nil {
			return err
		}
		return c.show(x, "第%d版报送：%s（%s，%s）", v.Version, x.State.Label(), x.SentOn, x.Way)
	}
}

func filingAnswered(state inspect.FilingState) func(*flag.FlagSet) action {
	return func(f *flag.FlagSet) action {
		in := service.FilingAnswer{State: state}
		f.StringVar(&in.Proof, "proof", "", "")
		f.StringVar(&in.No, "no", "", "")
		f.StringVar(&in.On, "date", "", "")
		if state == inspect.FilingReturned {
			f.StringVar(&in.Reason, "reason", "", "")
		}
		return func(c *call) error {
			v, err := c.filing()
			if err != nil {
				return err
			}
			in.Filing, in.On = v.ID, c.dated(in.On)
			x, err := c.sv.Dispatch.FilingAnswered(c.ctx, c.a, in)
			if err != nil {
				return err
			}
			return c.show(x, "第%d版报送：%s（%s）%s", v.Version, x.State.Label(), x.AnsweredOn, x.Reason)
		}
	}
}

func deliver(f *flag.FlagSet) action {
	file := f.String("file", "", "")
	return func(c *call) error {
		v, err := c.filing()
		if err != nil {
			return err
		}
		x, err := c.sv.Dispatch.Deliver(c.ctx, c.a, v.ID, *file)
		if err != nil {
			return err
		}
		return c.show(x, "第%d版报送：%s（%s，%s）", v.Version, x.State.Label(), x.SentOn, x.Way)
	}
}

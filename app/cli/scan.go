package cli

import (
	"flag"
	"fmt"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func scanCommands() []command {
	return []command{
		{path: "scan add", args: "扫描件或文件夹 ... [--name 批次名]", about: "收入一叠混扫的签字页，按每页的二维码分到各份文书", min: 1, max: 200, need: signedIn, setup: addScan},
		{path: "scan list", about: "列出扫描批次", need: signedIn, setup: plain(listScans)},
		{path: "scan show", args: "[批次]", about: "一个批次的各页和各份文书缺的页；不写为最近一批", max: 1, need: signedIn, setup: plain(showScan)},
		{path: "scan place", args: "页号 --doc 文书编号 --page 第几页 [--batch 批次]", about: "把待处理的页人工归入文书", min: 1, max: 1, must: "doc page", need: signedIn, setup: placeScan},
		{path: "scan return", args: "页号 [--batch 批次]", about: "从文书退回一页（归档之前）", min: 1, max: 1, need: signedIn, setup: returnScan},
		{path: "scan aside", args: "页号 ... [--reason 理由] [--batch 批次]", about: "待处理的页不归档；空白页不必写理由", min: 1, max: 200, need: signedIn, setup: asideScan},
		{path: "scan file", args: "文书编号 ...", about: "把页已扫齐的文书归档为签字原件影像", min: 1, max: 100, need: signedIn, setup: plain(fileScans)},
	}
}

func addScan(f *flag.FlagSet) action {
	name := f.String("name", "", "")
	return func(c *call) error {
		v, err := c.sv.Scan.Add(c.ctx, c.a, *name, c.args, nil)
		if err != nil {
			return err
		}
		return c.scanned(v)
	}
}

// scanned shows what became of a batch.
func (c *call) scanned(v service.ScanView) error {
	if c.json {
		return c.printJSON(v)
	}
	if err := c.line("批次“%s”：%d个文件，%d页，待人工处理%d页", v.Batch.Name, len(v.Batch.Files), len(v.Batch.Pages), v.Waiting); err != nil {
		return err
	}
	for _, p := range v.Batch.Pages {
		where := p.Note
		if p.State == inspect.ScanPlaced {
			where = fmt.Sprintf("%s 第%d页", p.Number, p.Sheet)
		}
		if p.State == inspect.ScanAside {
			where = p.Reason
		}
		if err := c.line("  第%d页  %s  %s", p.No, p.State.Label(), where); err != nil {
			return err
		}
	}
	for _, p := range v.Papers {
		lack := "页已齐"
		if !p.Whole {
			lack = "缺第" + strings.Join(strings.Fields(strings.Trim(fmt.Sprint(p.Missing), "[]")), "、") + "页"
		}
		if err := c.line("%s %s：共%d页，%s，%s", p.Paper.Name, p.Paper.Number, p.Paper.Pages, lack, p.Paper.State.Label()); err != nil {
			return err
		}
	}
	return nil
}

func listScans(c *call) error {
	all, err := c.sv.Scan.List(c.ctx, c.a)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, v := range all {
		rows = append(rows, []string{v.Batch.Name, inspect.Minute(v.Batch.At), strconv.Itoa(len(v.Batch.Pages)), strconv.Itoa(v.Waiting), v.Batch.ID})
	}
	return c.table(all, []string{"批次", "收入时间", "页", "待处理", "编号"}, rows)
}

// batch finds a batch by id or name; "" is the newest.
func (c *call) batch(ref string) (service.ScanView, error) {
	all, err := c.sv.Scan.List(c.ctx, c.a)
	if err != nil {
		return service.ScanView{}, err
	}
	for _, v := range all {
		if ref == "" || v.Batch.ID == ref || v.Batch.Name == ref {
			return v, nil
		}
	}
	return service.ScanView{}, inspect.E(inspect.NotFound, "没有这个扫描批次：%s", ref).WithRef(ref).WithHint("scan list 列出批次")
}

func showScan(c *call) error {
	ref := ""
	if len(c.args) == 1 {
		ref = c.args[0]
	}
	v, err := c.batch(ref)
	if err != nil {
		return err
	}
	return c.scanned(v)
}

// pageNumbers reads the arguments as pages of a batch.
func (c *call) pageNumbers() ([]int, error) {
	out := []int{}
	for _, arg := range c.args {
		n, err := strconv.Atoi(arg)
		if err != nil {
			return nil, misuse{"页号应为数字：" + arg}
		}
		out = append(out, n)
	}
	return out, nil
}

func placeScan(f *flag.FlagSet) action {
	batch, doc, page := f.String("batch", "", ""), f.String("doc", "", ""), f.Int("page", 0, "")
	return func(c *call) error {
		p, err := c.paper(*doc)
		if err != nil {
			return err
		}
		return c.withBatch(*batch, func(v service.ScanView, nos []int) (service.ScanView, error) {
			return c.sv.Scan.Place(c.ctx, c.a, v.Batch.ID, nos[0], p.ID, *page)
		})
	}
}

func returnScan(f *flag.FlagSet) action {
	batch := f.String("batch", "", "")
	return func(c *call) error {
		return c.withBatch(*batch, func(v service.ScanView, nos []int) (service.ScanView, error) {
			return c.sv.Scan.Return(c.ctx, c.a, v.Batch.ID, nos[0])
		})
	}
}

func asideScan(f *flag.FlagSet) action {
	batch, reason := f.String("batch", "", ""), f.String("reason", "", "")
	return func(c *call) error {
		return c.withBatch(*batch, func(v service.ScanView, nos []int) (service.ScanView, error) {
			return c.sv.Scan.Aside(c.ctx, c.a, v.Batch.ID, nos, *reason)
		})
	}
}

func (c *call) withBatch(ref string, fn func(service.ScanView, []int) (service.ScanView, error)) error {
	nos, err := c.pageNumbers()
	if err != nil {
		return err
	}
	v, err := c.batch(ref)
	if err != nil {
		return err
	}
	if v, err = fn(v, nos); err != nil {
		return err
	}
	return c.scanned(v)
}

func fileScans(c *call) error {
	ids := []string{}
	for _, ref := range c.args {
		p, err := c.paper(ref)
		if err != nil {
			return err
		}
		ids = append(ids, p.ID)
	}
	filed, err := c.sv.Scan.File(c.ctx, c.a, ids)
	if err != nil {
		return err
	}
	if c.json {
		return c.printJSON(filed)
	}
	for _, p := range filed {
		if err := c.line("%s %s：%s\n  签发 PDF     %s\n  签字原件影像 %s", p.Name, p.Number, p.State.Label(), p.PDF, p.Scan); err != nil {
			return err
		}
	}
	return nil
}

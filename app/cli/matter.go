package cli

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

const matterOptions = "[--name 名称 --category 类别 --trades 行业,行业 --level 重点|一般 --methods 方式,方式 --authority 主体,主体 --department 部门 --basis 依据 --ratio 5%|无 --times 次数 --requirement 要求 --qualifications 岗位资质,岗位资质|无 --remark 备注 --sensitive 是|否 --begin 日期 --checks 要点.txt]"

func matterCommands() []command {
	return []command{
		{path: "matter set", args: "编码 " + matterOptions + " [--reason 理由 --from 施行日期]",
			about: "新增或调整清单中的一项；调整另存一版，写明理由和施行日期，之后公布；要点每行：内容|方法|依据", min: 1, max: 1, need: signedIn, setup: setMatter},
		{path: "matter end", args: "编码 --date 最后一天 --reason 原因", about: "让一项失效", min: 1, max: 1, must: "date reason", need: signedIn, setup: endMatter},
		{path: "matter published", args: "[编码] --site 网站 --date 日期 [--url 网址]", about: "登记清单在何处公布；不写编码即登记全部未公布的", max: 1, must: "site date", need: signedIn, setup: publishedMatter},
		{path: "publish matters", args: "--format pdf|xlsx|html|json --out 文件", about: "制作事项清单公告", must: "format out", need: signedIn, setup: listNotice},
		{path: "matter show", args: "编码", about: "一项的要素、要点和各个版本", min: 1, max: 1, need: signedIn, setup: plain(showMatter)},
	}
}

// matterEdit are the options that change a matter.
type matterEdit struct {
	text                                                             inspect.Matter
	trades, methods, qualifications, level, ratio, sensitive, checks string
	times                                                            int
}

func setMatter(f *flag.FlagSet) action {
	var e matterEdit
	for name, to := range map[string]*string{"name": &e.text.Name, "category": &e.text.Category, "authority": &e.text.Authority, "department": &e.text.Department,
		"basis": &e.text.Basis, "requirement": &e.text.Requirement, "remark": &e.text.Remark, "begin": &e.text.EffectiveFrom, "reason": &e.text.Reason,
		"from": &e.text.VersionFrom, "trades": &e.trades, "methods": &e.methods, "qualifications": &e.qualifications, "level": &e.level, "ratio": &e.ratio, "sensitive": &e.sensitive, "checks": &e.checks} {
		f.StringVar(to, name, "", "")
	}
	f.IntVar(&e.times, "times", -1, "")
	return func(c *call) error {
		found, err := c.matters(c.args)
		if err != nil && inspect.CodeOf(err) != inspect.NotFound {
			return err
		}
		m := inspect.Matter{Code: c.args[0]}
		if len(found) > 0 {
			m = found[0]
		}
		if err := e.apply(&m); err != nil {
			return err
		}
		saved, err := c.sv.Library.SaveMatter(c.ctx, c.a, m)
		if err != nil {
			return err
		}
		return c.show(saved, "抽查事项 %s %s：第%d版，%s", saved.Code, saved.Name, saved.Version, saved.Standing().Label())
	}
}

func (e *matterEdit) apply(m *inspect.Matter) (err error) {
	t := e.text
	m.Name, m.Category, m.Department, m.Basis = cmp.Or(t.Name, m.Name), cmp.Or(t.Category, m.Category), cmp.Or(t.Department, m.Department), cmp.Or(t.Basis, m.Basis)
	m.Requirement, m.Remark, m.EffectiveFrom, m.Reason, m.VersionFrom = cmp.Or(t.Requirement, m.Requirement), cmp.Or(t.Remark, m.Remark), cmp.Or(t.EffectiveFrom, m.EffectiveFrom), t.Reason, t.VersionFrom
	if t.Authority != "" {
		m.Authority = strings.Join(words(t.Authority), "，")
	}
	if e.trades != "" {
		m.Trades = words(e.trades)
	}
	if e.methods != "" {
		m.Methods = words(e.methods)
	}
	switch {
	case e.qualifications == "无":
		m.Qualifications = nil
	case e.qualifications != "":
		m.Qualifications = words(e.qualifications)
	}
	switch {
	case strings.HasPrefix(e.level, "重点"):
		m.Level = inspect.LevelKey
	case strings.HasPrefix(e.level, "一般"):
		m.Level = inspect.LevelGeneral
	case e.level != "":
		return inspect.E(inspect.Invalid, "事项类别“%s”不对", e.level).WithField("level").WithArticle("第八条").WithHint("写 重点 或 一般")
	}
	switch {
	case e.ratio == "无":
		m.RatioNum, m.RatioDen = 0, 0
	case e.ratio != "":
		if m.RatioNum, m.RatioDen, err = fraction(e.ratio); err != nil {
			return err
		}
	}
	if e.times >= 0 {
		m.MaxTimes = e.times
	}
	if e.sensitive != "" {
		m.Sensitive = e.sensitive == "是"
	}
	if e.checks != "" {
		m.Checklist, err = readChecks(e.checks)
	}
	return err
}

// readChecks reads 检查要点, a line each: 内容|方法|依据.
func readChecks(path string) ([]inspect.CheckItem, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, inspect.E(inspect.NotFound, "打不开检查要点文件：%s", path).WithRef(path).Because(err).WithHint("检查路径是否正确")
	}
	list := []inspect.CheckItem{}
	for line := range strings.Lines(string(b)) {
		part := append(strings.Split(strings.TrimSpace(line), "|"), "", "")
		list = append(list, inspect.CheckItem{Text: strings.TrimSpace(part[0]), Method: strings.TrimSpace(part[1]), Law: strings.TrimSpace(part[2])})
	}
	return list, nil
}

func endMatter(f *flag.FlagSet) action {
	date, reason := f.String("date", "", ""), f.String("reason", "", "")
	return func(c *call) error {
		found, err := c.matters(c.args)
		if err != nil {
			return err
		}
		m, err := c.sv.Library.EndMatter(c.ctx, c.a, found[0].ID, *date, *reason)
		if err != nil {
			return err
		}
		return c.show(m, "抽查事项 %s 自%s后失效，%s", m.Code, m.EffectiveTo, m.Standing().Label())
	}
}

func publishedMatter(f *flag.FlagSet) action {
	site, url, date := f.String("site", "", ""), f.String("url", "", ""), f.String("date", "", "")
	return func(c *call) error {
		found, err := c.matters(c.args)
		if err != nil {
			return err
		}
		ids := []string{}
		for _, m := range found {
			ids = append(ids, m.ID)
		}
		n, err := c.sv.Library.MattersPublished(c.ctx, c.a, ids, *site, *url, *date)
		if err != nil {
			return err
		}
		return c.show(n, "已登记公布%d项：%s %s", n, *site, *date)
	}
}

func showMatter(c *call) error {
	found, err := c.matters(c.args)
	if err != nil {
		return err
	}
	m := found[0]
	versions, err := c.sv.Library.MatterHistory(c.ctx, c.a, m.ID)
	if err != nil {
		return err
	}
	if c.json {
		return c.printJSON(struct {
			Matter   any `json:"matter"`
			Versions any `json:"versions"`
		}{m, versions})
	}
	for _, w := range m.Words() {
		if w[1] != "" {
			if err := c.line("%s：%s", w[0], strings.ReplaceAll(w[1], "\n", "\n    ")); err != nil {
				return err
			}
		}
	}
	rows := [][]string{}
	for _, v := range versions {
		what := []string{}
		for _, x := range v.Changes {
			what = append(what, fmt.Sprintf("%s：%s → %s", x.Field, cmp.Or(x.Old, "（空）"), cmp.Or(x.New, "（空）")))
		}
		if v.PublishedOn != "" {
			what = append(what, strings.TrimSpace(v.PublishedOn+" "+v.Site+" "+v.URL))
		}
		rows = append(rows, []string{fmt.Sprintf("第%d版", v.Version), v.What, v.From, inspect.Minute(v.At), v.By, v.Reason, strings.ReplaceAll(strings.Join(what, "；"), "\n", " ")})
	}
	if err := c.line("公布情况：%s", m.Standing().Label()); err != nil {
		return err
	}
	return c.table(versions, []string{"版本", "办理", "施行日期", "时间", "人员", "理由", "内容"}, rows)
}

func listNotice(f *flag.FlagSet) action {
	format, out := f.String("format", "", ""), f.String("out", "", "")
	return func(c *call) error {
		pub, err := c.sv.Publish.Notice(c.ctx, c.a, service.NoticeMatters, "", *format, *out)
		if err != nil {
			return err
		}
		return c.show(pub, "已制作：%s（SHA-256 %s）\n在门户网站公布后，用 matter published 登记", *out, pub.SHA256)
	}
}

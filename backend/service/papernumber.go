package service

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/store"
)

// Numbers counts the official numbers of documents (文号): the series of an
// office, the ranges (号段) leased to laptops and units, and the 号码台账 that
// explains each number.
type Numbers struct{ c *core }

const metaPaperRules = "paperRules"

// PaperRuleView is a kind with its rule.
type PaperRuleView struct {
	inspect.PaperRule
	Name string `json:"name"`
	Next string `json:"next"` // the number it would get now, "" = none
}

// PaperNumbers are the rules for documents, and who counts here.
type PaperNumbers struct {
	Agency string          `json:"agency"`
	Root   bool            `json:"root"` // this office counts its series itself; others have leased ranges
	Year   string          `json:"year"`
	Rules  []PaperRuleView `json:"rules"`
}

// Rules reads how documents are numbered here.
func (n *Numbers) Rules(ctx context.Context, a inspect.Actor) (PaperNumbers, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return PaperNumbers{}, err
	}
	rules, err := n.c.paperRules(ctx, n.c.db)
	if err != nil {
		return PaperNumbers{}, err
	}
	kinds, err := (&Paper{n.c}).Kinds(ctx)
	if err != nil {
		return PaperNumbers{}, err
	}
	_, root, err := n.c.counter(ctx)
	out := PaperNumbers{Agency: rules.Agency, Root: root, Year: n.c.today()[:4], Rules: []PaperRuleView{}}
	for _, r := range rules.Rules {
		if err != nil {
			return out, err
		}
		v := PaperRuleView{PaperRule: r}
		v.Name = kinds[slices.IndexFunc(kinds, func(k DocKind) bool { return k.Kind == r.Kind })].Name
		var next inspect.NumberRange
		if next, err = n.c.nextSerial(ctx, n.c.db, r.Kind, 1); next.Series != "" {
			v.Next = inspect.Serial(next.Series, next.From)
		}
		out.Rules = append(out.Rules, v)
	}
	return out, err
}

// SaveRules changes the numbering from now on; numbers that were given stay.
func (n *Numbers) SaveRules(ctx context.Context, a inspect.Actor, rules inspect.PaperNumbering) (PaperNumbers, error) {
	if err := a.May(inspect.ActSettings); err != nil {
		return PaperNumbers{}, err
	}
	if err := n.c.countsHere(ctx); err != nil {
		return PaperNumbers{}, err
	}
	if err := rules.Validate(); err != nil {
		return PaperNumbers{}, err
	}
	for _, r := range rules.Rules {
		k, err := (&Paper{n.c}).kind(ctx, n.c.db, r.Kind)
		if err != nil {
			return PaperNumbers{}, err
		}
		if k.Class == pdf.ClassCase {
			return PaperNumbers{}, inspect.E(inspect.Refused, "%s是案件文书，文号由执法办案信息系统给出", k.Name).WithField("rules").WithRef(r.Kind)
		}
	}
	err := n.c.write(ctx, a, inspect.ActSettings, func(tx *store.Tx) error {
		raw, err := json.Marshal(rules)
		if err != nil {
			return err
		}
		if err := tx.SetMeta(ctx, metaPaperRules, string(raw)); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "number.rules", Article: "第二十二条", Detail: rules.Agency}, "", "", store.Digest(raw))
	})
	if err != nil {
		return PaperNumbers{}, err
	}
	return n.Rules(ctx, a)
}

// paperRules are the saved rules, completed by the program's own for kinds that
// were not set: the kind's word, and two numbers a team for what a team
// usually issues on site.
func (c *core) paperRules(ctx context.Context, r store.Reader) (inspect.PaperNumbering, error) {
	saved := inspect.PaperNumbering{}
	raw, err := c.db.Meta(ctx, metaPaperRules)
	if err == nil && raw != "" {
		err = json.Unmarshal([]byte(raw), &saved)
	}
	if err != nil {
		return saved, err
	}
	kinds, err := (&Paper{c}).Kinds(ctx)
	out := inspect.PaperNumbering{Agency: saved.Agency}
	for _, k := range kinds {
		if k.Class == pdf.ClassCase {
			continue
		}
		rule := inspect.PaperRule{Kind: k.Kind, Word: k.short}
		if (!k.Filled || k.Ready) && !k.About && (k.Noun == string(inspect.NounVisit) || k.Noun == string(inspect.NounTeam)) {
			rule.Lease = 2
		}
		if i := slices.IndexFunc(saved.Rules, func(s inspect.PaperRule) bool { return s.Kind == k.Kind }); i >= 0 {
			rule = saved.Rules[i]
		}
		out.Rules = append(out.Rules, rule)
	}
	return out, err
}

// counter tells who this workspace is among those that give numbers: its
// fingerprint, and whether it counts whole series itself. A laptop, and the
// office of a unit that has a parent, give only what was leased to them.
func (c *core) counter(ctx context.Context) (self string, root bool, err error) {
	meta := map[string]string{}
	for _, key := range []string{metaKind, metaParent, metaUnitKey, metaFingerprint} {
		if meta[key], err = c.db.Meta(ctx, key); err != nil {
			return "", false, err
		}
	}
	switch {
	case meta[metaKind] != KindOffice:
		return meta[metaFingerprint], false, nil
	case meta[metaParent] != "":
		return meta[metaUnitKey], false, nil
	}
	return meta[metaFingerprint], true, nil
}

// countsHere refuses what only an office does with numbers.
func (c *core) countsHere(ctx context.Context) error {
	kind, err := c.db.Meta(ctx, metaKind)
	if err == nil && kind != KindOffice {
		err = inspect.E(inspect.Refused, "文号规则和号段只在办公室办理").WithArticle("第二十二条").WithHint("外勤的号段随任务包带出；不够时请办公室另给")
	}
	return err
}

// nextSerial are the next n numbers of a kind; Series "" = it gets none here and
// now: not numbered, or nothing leased is left. also are ranges that are being
// given away but not stored yet.
func (c *core) nextSerial(ctx context.Context, r store.Reader, kind string, n int, also ...inspect.NumberRange) (inspect.NumberRange, error) {
	year := c.today()[:4]
	if tx, ok := r.(*store.Tx); ok {
		year = inspect.LegalDate(tx.At())[:4]
	}
	self, root, err := c.counter(ctx)
	if err != nil {
		return inspect.NumberRange{}, err
	}
	leases, _, err := store.List[inspect.NumberLease](ctx, r, inspect.NounLease, store.Where("year", year))
	if err != nil {
		return inspect.NumberRange{}, err
	}
	own, given := []inspect.NumberRange{}, also
	for _, l := range leases {
		switch {
		case root || l.Device != self:
			given = append(given, l.Ranges...)
		case l.State == inspect.LeaseOpen:
			own = append(own, l.Ranges...)
		}
	}
	if root {
		rules, err := c.paperRules(ctx, r)
		if err != nil {
			return inspect.NumberRange{}, err
		}
		if series := rules.Series(kind, year); series != "" {
			own = append(own, inspect.WholeSeries(kind, series))
		}
	}
	for _, o := range own {
		if o.Kind != kind {
			continue
		}
		top, err := store.TopSerial(ctx, r, o.Series, o.From, o.To)
		if err != nil {
			return inspect.NumberRange{}, err
		}
		if got, ok := o.Take(n, top, given); ok {
			return got, nil
		}
	}
	return inspect.NumberRange{}, nil
}

// numberPaper gives a document its official number where there is one for it. What
// belongs to a case brings its own.
func (c *core) numberPaper(ctx context.Context, tx *store.Tx, k DocKind, head *inspect.DocumentHead) (series string, serial int, err error) {
	if k.Class == pdf.ClassCase {
		return "", 0, nil
	}
	next, err := c.nextSerial(ctx, tx, k.Kind, 1)
	if err != nil || next.Series == "" {
		return "", 0, err
	}
	head.OfficialNumber = inspect.Serial(next.Series, next.From)
	return next.Series, next.From, nil
}

// Without lists the documents that could have an official number here and have
// none: a laptop issued them without numbers.
func (n *Numbers) Without(ctx context.Context, a inspect.Actor) ([]inspect.Paper, error) {
	papers, err := (&Paper{n.c}).List(ctx, a, "")
	if err != nil {
		return nil, err
	}
	rules, err := n.c.paperRules(ctx, n.c.db)
	if err != nil {
		return nil, err
	}
	numbered := func(kind string) bool {
		return rules.Agency != "" && slices.ContainsFunc(rules.Rules, func(r inspect.PaperRule) bool { return r.Kind == kind && r.Word != "" })
	}
	return slices.DeleteFunc(papers, func(x inspect.Paper) bool {
		return x.OfficialNumber != "" || x.State == inspect.PaperVoid || !numbered(x.Kind)
	}), nil
}

// Assign gives an official number to a document that was issued without one (a
// laptop without numbers). The printed sheet stays as it is: the number is
// written on it by hand and stands in the 台账.
func (n *Numbers) Assign(ctx context.Context, a inspect.Actor, paper string) (inspect.Paper, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return inspect.Paper{}, err
	}
	if err := n.c.countsHere(ctx); err != nil {
		return inspect.Paper{}, err
	}
	p := &Paper{n.c}
	return p.put(ctx, a, paper, "number.assign", func(tx *store.Tx, x *inspect.Paper) error {
		if x.OfficialNumber != "" {
			return inspect.E(inspect.Refused, "%s已有正式文号%s", x.Name, x.OfficialNumber).WithArticle("第二十二条").WithRef(x.ID)
		}
		if x.State == inspect.PaperVoid {
			return inspect.E(inspect.Refused, "作废的文书不编文号").WithArticle("第二十二条").WithRef(x.ID)
		}
		k, err := p.kind(ctx, tx, x.Kind)
		if err != nil {
			return err
		}
		head := inspect.DocumentHead{}
		if x.Series, x.Serial, err = n.c.numberPaper(ctx, tx, k, &head); err != nil {
			return err
		}
		if x.OfficialNumber = head.OfficialNumber; x.OfficialNumber == "" {
			return inspect.E(inspect.Refused, "%s在这里没有可用的文号", k.Name).WithArticle("第二十二条").WithRef(x.ID).
				WithHint("在“号码台账”中设置机关代字和类别字；有上级单位的向上级要号段。案件文书的文号由执法办案信息系统给出")
		}
		return nil
	})
}

// Ledger explains every number of a year.
func (n *Numbers) Ledger(ctx context.Context, a inspect.Actor, year string) ([]inspect.LedgerRow, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	if _, err := strconv.Atoi(year); err != nil || len(year) != 4 {
		return nil, inspect.E(inspect.Invalid, "年份应为四位数字，现为“%s”", year).WithField("year")
	}
	leases, _, err := store.List[inspect.NumberLease](ctx, n.c.db, inspect.NounLease, store.Where("year", year))
	if err != nil {
		return nil, err
	}
	list, err := store.SeriesOfYear(ctx, n.c.db, year)
	if err != nil {
		return nil, err
	}
	for _, l := range leases {
		for _, r := range l.Ranges {
			if !slices.Contains(list, r.Series) {
				list = append(list, r.Series)
			}
		}
	}
	slices.Sort(list)
	self, root, err := n.c.counter(ctx)
	if err != nil {
		return nil, err
	}
	rows := []inspect.LedgerRow{}
	for _, series := range list {
		papers, _, err := store.List[inspect.Paper](ctx, n.c.db, inspect.NounPaper, store.Where("series", series).Sorted("serial"))
		if err != nil {
			return nil, err
		}
		for _, row := range inspect.Ledger(series, papers, leases) {
			// Of a series counted elsewhere only what is ours can be explained here.
			mine := root || row.Paper != "" || row.Device != ""
			if mine && !root && row.Use == inspect.LedgerOut && slices.ContainsFunc(leases, func(l inspect.NumberLease) bool { return l.Device == self && l.DeviceName == row.Device }) {
				row.Note = "本机号段，尚未使用"
			}
			if mine {
				rows = append(rows, row)
			}
		}
	}
	return rows, nil
}

// fromRange refuses a laptop's document whose number was never leased to it.
func (c *core) fromRange(ctx context.Context, r store.Reader, m pack.Meta, body []byte) (string, error) {
	var p inspect.Paper
	if err := json.Unmarshal(body, &p); err != nil {
		return "", inspect.E(inspect.Damaged, "数据内容的格式不对").Because(err)
	}
	if p.Series == "" {
		return "", nil
	}
	have, err := store.Get[inspect.Paper](ctx, r, inspect.NounPaper, p.ID)
	if err == nil && have.Series == p.Series && have.Serial == p.Serial {
		return "", nil // the number was taken over before; the sheet goes on
	}
	if err != nil && inspect.CodeOf(err) != inspect.NotFound {
		return "", err
	}
	leases, _, err := store.List[inspect.NumberLease](ctx, r, inspect.NounLease, store.Where("device", m.KeyFingerprint))
	if err != nil {
		return "", err
	}
	for _, l := range leases {
		if slices.ContainsFunc(l.Ranges, func(x inspect.NumberRange) bool { return x.Has(p.Series, p.Serial) }) {
			if l.State == inspect.LeaseClosed {
				return "文号" + p.OfficialNumber + "所在的号段已注销", nil
			}
			return "", nil
		}
	}
	return "文号" + p.OfficialNumber + "不在给该设备的号段里", nil
}

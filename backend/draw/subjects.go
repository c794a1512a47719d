package draw

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"io"
	"maps"
	"slices"
	"strconv"

	"shuangsuiji/backend/inspect"
)

const (
	maxWeight = 1000
	maxDen    = 1_000_000
)

// Candidate is a subject in the pool. Stratum is a neutral letter or short word
// without meaning to outsiders; Code is unique in the pool; Weight is 1 to 1000.
type Candidate struct {
	Stratum, Code, Name string
	Weight              int
}

// Rate draws ceil(n*Num/Den) of the n candidates of a stratum.
type Rate struct {
	Stratum string `json:"stratum"`
	Num     int    `json:"num"`
	Den     int    `json:"den"`
}

// SubjectRules says how many are drawn: either Rates, one for every stratum of
// the pool (more do no harm), or a fixed Total, shared out over the strata in
// proportion to their size by largest remainder. Giving both is refused.
//
// Weights, ascending and without doubles, are the weights that a subject may
// have; none = every subject weighs 1. They say nothing of who has which.
type SubjectRules struct {
	Rates   []Rate `json:"rates"`
	Total   int    `json:"total"`
	Weights []int  `json:"weights,omitempty"`
}

// Winner is a drawn subject. Order counts from 1 over all strata in ticket
// order; it is the order in which the subjects are visited and given inspectors.
type Winner struct {
	Stratum, ID, Ticket string
	Order               int
}

// SubjectResult is a finished draw. Files holds everything: the input files that
// were given, statement.json, reveal.json, the results and SHA256SUMS.
type SubjectResult struct {
	Files   Files
	Seed    string // sha256 hex
	Winners []Winner
}

// FreezeSubjects freezes a pool. rnd must be a cryptographic source (it gives
// the salts and the nonce). It refuses with invalid: an empty pool, a doubled
// code, text that cannot stand in a line, weights or rules out of range.
func FreezeSubjects(h Heading, items []Candidate, rules SubjectRules, excluded []Excluded, rnd io.Reader) (*Frozen, error) {
	if err := h.check(PurposeSubjects); err != nil {
		return nil, err
	}
	if err := checkCandidates(items); err != nil {
		return nil, err
	}
	rules.Rates = append([]Rate{}, rules.Rates...)
	slices.SortFunc(rules.Rates, func(a, b Rate) int { return cmp.Compare(a.Stratum, b.Stratum) })
	sizes := map[string]int{}
	for i, c := range items {
		sizes[c.Stratum]++
		if !rules.weighs(c.Weight) {
			return nil, inspect.E(inspect.Invalid, "名录第%d项（%s）：权重 %d 不是抽取规则所列的权重", i+1, c.Name, c.Weight).
				WithField("weight").WithRef(c.Code)
		}
	}
	quota, why := rules.quotas(sizes)
	if why != "" {
		return nil, inspect.E(inspect.Invalid, "抽取规则：%s", why).WithField("rules")
	}
	salts, nonce, err := randomness(rnd, len(items))
	if err != nil {
		return nil, err
	}
	out, err := excludedFile(excluded)
	if err != nil {
		return nil, err
	}
	files := Files{fileExcluded: out}
	if files[fileRules], err = encodeJSON(rules); err != nil {
		return nil, err
	}
	ids := make([]idBytes, len(items))
	parallel(len(items), func(from, to int) {
		for i := from; i < to; i++ {
			ids[i] = pseudonym(salts[i], items[i].Code, items[i].Name)
		}
	})
	text := make([]string, len(ids))
	for i := range ids {
		text[i] = ids[i].String()
	}
	order := idOrder(ids)
	files[fileOpenings] = openingsFile(order, text, salts, func(i int) (string, string) { return items[i].Code, items[i].Name })
	files[fileFrame] = frameFile(order, text, items)
	winners := 0
	for _, k := range quota {
		winners += k
	}
	counts := map[string]int{"candidates": len(items), "excluded": bytes.Count(out, []byte("\n")), "winners": winners}
	return freeze(h, files, counts, text, nonce)
}

func checkCandidates(items []Candidate) error {
	if len(items) == 0 {
		return inspect.E(inspect.Invalid, "名录中没有检查对象，无从抽取").
			WithHint("请检查抽查范围与排除条件").WithField("items")
	}
	codes := make(map[string]struct{}, len(items))
	for i, c := range items {
		for _, text := range []string{c.Stratum, c.Code, c.Name} {
			if err := checkText("名录", i, c.Code, c.Name, text); err != nil {
				return err
			}
		}
		if c.Weight < 1 || c.Weight > maxWeight {
			return inspect.E(inspect.Invalid, "名录第%d项（%s）：权重 %d 不在 1 至 %d 之间", i+1, c.Name, c.Weight, maxWeight).
				WithField("weight").WithRef(c.Code)
		}
		codes[c.Code] = struct{}{}
		if len(codes) != i+1 {
			return doubled("名录", i, c.Code, c.Name)
		}
	}
	return nil
}

func doubled(list string, i int, code, name string) error {
	return inspect.E(inspect.Invalid, "%s第%d项（%s）：代码 %s 已出现过", list, i+1, name, code).
		WithHint("每个代码只能列入一次，请先在名录库中去重").WithField("code").WithRef(code)
}

// weighs tells whether a subject may have a weight.
func (r SubjectRules) weighs(weight int) bool {
	return weight == 1 && len(r.Weights) == 0 || slices.Contains(r.Weights, weight)
}

// quotas gives how many each stratum of the pool draws, or says in Chinese why
// the rules do not fit it. Rates must be sorted.
func (r SubjectRules) quotas(sizes map[string]int) (quota map[string]int, why string) {
	quota = map[string]int{}
	for i, w := range r.Weights {
		if w < 1 || w > maxWeight || i > 0 && r.Weights[i-1] >= w {
			return nil, "权重应是 1 至 " + strconv.Itoa(maxWeight) + " 的整数，由小到大，不重复"
		}
	}
	if r.Total != 0 {
		return quota, r.shareOut(sizes, quota)
	}
	for i, rate := range r.Rates {
		switch {
		case rate.Stratum == "" || textFault(rate.Stratum) != "":
			return nil, "分层名称不能用：" + strconv.Quote(rate.Stratum)
		case i > 0 && r.Rates[i-1].Stratum >= rate.Stratum:
			return nil, "分层 " + rate.Stratum + " 的比例重复或未按序排列"
		case rate.Den < 1 || rate.Den > maxDen || rate.Num < 0 || rate.Num > rate.Den:
			return nil, "分层 " + rate.Stratum + " 的比例应在 0 与 1 之间，分母不超过 " + strconv.Itoa(maxDen)
		}
		if n := sizes[rate.Stratum]; n > 0 {
			quota[rate.Stratum] = (n*rate.Num + rate.Den - 1) / rate.Den
		}
	}
	sum := 0
	for s := range sizes {
		if _, ok := quota[s]; !ok {
			return nil, "没有写明分层 " + s + " 的比例"
		}
		sum += quota[s]
	}
	if sum == 0 {
		return nil, "按这些比例一户也抽不出"
	}
	return quota, ""
}

// shareOut splits Total by largest remainder, ties by stratum.
func (r SubjectRules) shareOut(sizes, quota map[string]int) (why string) {
	n, left := 0, r.Total
	strata := make([]string, 0, len(sizes))
	for s, size := range sizes {
		n += size
		strata = append(strata, s)
	}
	switch {
	case len(r.Rates) > 0:
		return "固定总数与分层比例不能同时设置"
	case r.Total < 0 || r.Total > n:
		return "固定总数应在 1 与名录总数 " + strconv.Itoa(n) + " 之间，现为 " + strconv.Itoa(r.Total)
	}
	for s, size := range sizes {
		quota[s] = r.Total * size / n
		left -= quota[s]
	}
	slices.SortFunc(strata, func(a, b string) int {
		return cmp.Or(cmp.Compare(r.Total*sizes[b]%n, r.Total*sizes[a]%n), cmp.Compare(a, b))
	})
	for _, s := range strata[:left] {
		quota[s]++
	}
	return ""
}

// frameFile and openingsFile write their files; order lists the items by id.
func frameFile(order []int32, ids []string, items []Candidate) []byte {
	runs := map[string][]int32{}
	for _, i := range order {
		runs[items[i].Stratum] = append(runs[items[i].Stratum], i)
	}
	var b bytes.Buffer
	b.Grow(len(items) * 72)
	for _, s := range slices.Sorted(maps.Keys(runs)) {
		for _, i := range runs[s] {
			for _, part := range [...]string{s, "\t", ids[i], "\t", strconv.Itoa(items[i].Weight), "\n"} {
				b.WriteString(part)
			}
		}
	}
	return b.Bytes()
}

func openingsFile(order []int32, ids, salts []string, item func(i int) (code, name string)) []byte {
	var b bytes.Buffer
	b.Grow(len(ids) * 160)
	for _, i := range order {
		code, name := item(int(i))
		for _, s := range [...]string{ids[i], "\t", salts[i], "\t", code, "\t", name, "\n"} {
			b.WriteString(s)
		}
	}
	return b.Bytes()
}

// Subjects draws from frozen files: nonce is the one of Frozen, in the public
// input of the announced kind. It refuses a nonce, an input or files that are
// not those of the statement. The same arguments always give the same result.
func Subjects(f Files, nonce []byte, in Input) (*SubjectResult, error) {
	r := &SubjectResult{}
	var err error
	r.Files, r.Seed, err = result(f, nonce, in, []Purpose{PurposeSubjects}, func(o *opened, seed string) (Files, error) {
		d, err := drawSubjects(o, seed)
		if err != nil {
			return nil, err
		}
		r.Winners = make([]Winner, len(d.winners))
		for n, i := range d.winners {
			w := d.frame.rows[i]
			r.Winners[n] = Winner{d.frame.strata[w.stratum], w.id.String(), hex.EncodeToString(w.ticket[:]), n + 1}
		}
		return d.outputs, nil
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

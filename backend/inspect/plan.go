package inspect

import (
	"slices"
	"strings"
	"time"
)

// Plan 年度抽查计划 is one line of the yearly plan (art. 10-12).
type Plan struct {
	ID          string   `json:"id"`
	No          string   `json:"no"` // 区划6+年4+4
	Year        int      `json:"year"`
	Name        string   `json:"name"`
	Matters     []string `json:"matters"` // ids
	Scope       string   `json:"scope"`
	Trades      []string `json:"trades"`
	From        string   `json:"from"`
	To          string   `json:"to"`
	Estimated   int      `json:"estimated"`
	RatioNum    int      `json:"ratioNum"`
	RatioDen    int      `json:"ratioDen"`
	Lead        string   `json:"lead"` // 发起部门
	Departments []string `json:"departments"`
	Joint       bool     `json:"joint"`
	Remark      string   `json:"remark"`
	Site        string   `json:"site"` // where it was published
	URL         string   `json:"url"`
	PublishedOn string   `json:"publishedOn"`
	Version     int      `json:"version"`   // 第几版: counts the adjustments; 0 = the first, of an older workspace
	Announced   int      `json:"announced"` // the version that Site, URL and PublishedOn speak of
	Reason      string   `json:"reason"`    // why this version differs from the one before
	Cancelled   string   `json:"cancelled"` // why it was cancelled, "" = in force
}

// Validate demands scope, time, number and ratio (art. 12) and, for a joint
// line, the departments (art. 13).
func (p Plan) Validate() error {
	switch {
	case strings.TrimSpace(p.Name) == "":
		return E(Invalid, "计划名称为空").WithField("name").WithArticle("第十二条")
	case p.Year < 2000 || p.Year > 2999:
		return E(Invalid, "计划年度“%d”不对", p.Year).WithField("year").WithArticle("第十二条").WithHint("填四位年份")
	case len(p.Matters) == 0:
		return E(Invalid, "计划没有抽查事项").WithField("matters").WithArticle("第十二条").WithHint("至少选择一个清单内事项")
	case strings.TrimSpace(p.Scope) == "":
		return E(Invalid, "计划没有写明抽查范围").WithField("scope").WithArticle("第十二条")
	case !isDate(p.From) || !isDate(p.To) || p.From > p.To:
		return E(Invalid, "计划的时间安排不完整或起止颠倒").WithField("from").WithArticle("第十二条").WithHint("填写起止日期，如 2026-03-01")
	case p.Estimated <= 0:
		return E(Invalid, "计划没有预估数量").WithField("estimated").WithArticle("第十二条")
	case p.RatioNum <= 0 || p.RatioDen <= 0 || p.RatioNum > p.RatioDen:
		return E(Invalid, "抽查比例“%d/%d”不对", p.RatioNum, p.RatioDen).WithField("ratio").WithArticle("第十二条").WithHint("填 0 到 100%% 之间的比例")
	case strings.TrimSpace(p.Lead) == "":
		return E(Invalid, "计划没有写明发起部门").WithField("lead").WithArticle("第十三条")
	case p.Joint && !together(p.Lead, p.Departments):
		return E(Invalid, "联合抽查计划应写明参与检查的具体部门").WithField("departments").WithArticle("第十三条").WithHint("至少两个不同部门，发起部门在内")
	}
	return nil
}

// together tells whether departments name two or more, each once, with lead.
func together(lead string, departments []string) bool {
	each := slices.Compact(slices.Sorted(slices.Values(departments)))
	return len(each) >= 2 && len(each) == len(departments) && slices.Contains(departments, lead)
}

// isDate tells whether s is a day written 2006-01-02.
func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

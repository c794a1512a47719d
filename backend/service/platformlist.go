package service

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shuangsuiji/backend/code"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
)

// platformLine is one subject of the platform's list, as the file has it.
type platformLine struct {
	row                             int // of the sheet, or the number of the JSON record
	no, task, plan, code, name      string
	address, trade, organ, leader   string
	badges, inspectors, matterNames []string
	faults                          []string
}

func isJSON(path string) bool { return strings.EqualFold(filepath.Ext(path), ".json") }

// readPlatformList reads the platform's list: a sheet (.xlsx, .xls, .csv), or
// JSON with the field names of the national publicity system (DOMAIN 4.1). A
// sheet whose head is not found, or that lacks columns, has no lines; the report
// says why, and what a person can choose from.
func (t *Task) readPlatformList(ctx context.Context, in PlatformInput, j *platformJudged) ([]platformLine, error) {
	path := in.Path
	if isJSON(path) {
		return readPlatformJSON(path)
	}
	layout, mapped, err := (&Library{t.c}).layout(ctx, importPlatform, path, in.At)
	if layout == nil {
		return nil, err
	}
	j.rep.Head = headOf(layout, fieldsOf[importPlatform], mapped)
	if err == nil && len(layout.Missing) > 0 {
		err = missing(layout, path)
	}
	if err != nil {
		j.refusal, j.rep.Unread = err, inspect.ForPerson(err).Message
		return nil, nil
	}
	var lines []platformLine
	err = sheet.Read(ctx, path, fieldsOf[importPlatform], layout, func(r sheet.Row) error {
		l := platformLine{row: r.No, no: r.Get("no"), task: r.Get("task"), code: code.CheckCredit(r.Get("code")).Code, name: r.Get("name"), address: r.Get("address"),
			organ: r.Get("organ"), leader: r.Get("leader"), badges: list(r.Get("badges")), inspectors: list(r.Get("inspectors")), matterNames: list(r.Get("matter"))}
		for _, p := range r.Problems() {
			l.faults = append(l.faults, fmt.Sprintf("“%s”：%s", p.Column, p.Reason))
		}
		lines = append(lines, l)
		return nil
	})
	return lines, err
}

// nationalKeys are the JSON keys of each field, first those of the national
// system; the titles of the sheets do as well.
var nationalKeys = map[string][]string{
	"plan": {"raninsPlanId", "计划编号", "抽查计划编号"}, "no": {"raninsTaskId", "任务编号", "抽查任务编号"}, "task": {"raninsTaskName", "任务名称", "抽查任务名称"},
	"code": {"uniscId", "uniScId", "regNo", "creditCode", "统一社会信用代码/注册号", "统一社会信用代码", "注册号"},
	"name": {"entName", "entname", "抽查主体名称", "企业名称", "检查对象名称", "名称"}, "address": {"dom", "oploc", "address", "经营地址", "住所"},
	"trade": {"industry", "行业类别", "行业"}, "organ": {"insAuth", "检查机关"}, "leader": {"leader", "组长"},
	"badges": {"badges", "警号"}, "inspectors": {"inspectors", "检查人员"}, "details": {"details", "明细"},
	"item": {"raninsItemName", "抽查事项"},
}

// maxPlatformJSON bounds a list in JSON; the largest seen hold some MB.
const maxPlatformJSON = 64 << 20

type record map[string]json.RawMessage

func readPlatformJSON(path string) ([]platformLine, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, inspect.E(inspect.NotFound, "打不开文件：%s", path).WithRef(path).Because(err).WithField("file").WithHint("检查路径是否正确")
	}
	if info.Size() > maxPlatformJSON {
		return nil, inspect.E(inspect.Unsupported, "文件有 %d 字节，不是抽取名单：%s", info.Size(), path).WithRef(path).WithField("file")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	var records []record
	head := record{}
	if err = json.Unmarshal(data, &records); err != nil {
		if err = json.Unmarshal(data, &head); err == nil {
			records = inner(head)
		}
	}
	if err != nil || len(records) == 0 {
		return nil, inspect.E(inspect.Invalid, "JSON 文件里没有名单：%s", filepath.Base(path)).WithRef(path).WithField("file").Because(err).
			WithHint("应是对象的列表，或含有 subjects、data、list 列表的对象；字段名如 raninsTaskId、entName、uniscId")
	}
	lines := make([]platformLine, len(records))
	for i, r := range records {
		get := func(field string) string { return firstText(field, r, head) }
		l := platformLine{row: i + 1, no: get("no"), task: get("task"), plan: get("plan"), code: code.CheckCredit(get("code")).Code, name: get("name"), address: get("address"),
			trade: get("trade"), organ: get("organ"), leader: get("leader"), badges: texts("badges", "badges", r), inspectors: texts("inspectors", "name", r)}
		if len(l.badges) == 0 {
			l.badges = texts("inspectors", "badges", r)
		}
		if l.matterNames = texts("details", "item", r); len(l.matterNames) == 0 {
			l.matterNames = texts("item", "item", r)
		}
		if l.code == "" && l.name == "" {
			l.faults = append(l.faults, "没有统一社会信用代码（uniscId），也没有名称（entName）")
		}
		lines[i] = l
	}
	return lines, nil
}

// inner finds the list in an object: at a usual key, or at the only key that
// holds a list of objects; an object that is itself a record is one.
func inner(head record) []record {
	for _, key := range []string{"subjects", "data", "list", "records", "rows", "result"} {
		var in []record
		if json.Unmarshal(head[key], &in) == nil && len(in) > 0 {
			return in
		}
		var deeper record
		if json.Unmarshal(head[key], &deeper) == nil && len(deeper) > 0 {
			if in := inner(deeper); len(in) > 0 {
				return in
			}
		}
	}
	if firstText("name", head) != "" || firstText("code", head) != "" {
		return []record{head}
	}
	return nil
}

// firstText is the first non-empty value of a field in records, as text.
func firstText(field string, records ...record) string {
	for _, r := range records {
		for _, key := range nationalKeys[field] {
			if s := scalar(r[key]); s != "" {
				return s
			}
		}
	}
	return ""
}

func scalar(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return strings.TrimSpace(s)
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String()
	}
	return ""
}

// texts reads a list: of texts, of objects with a field of their own, or one
// text with separators.
func texts(field, own string, r record) []string {
	out := []string{}
	for _, key := range nationalKeys[field] {
		var raws []json.RawMessage
		if json.Unmarshal(r[key], &raws) != nil {
			if field == own {
				for _, s := range strings.FieldsFunc(scalar(r[key]), func(c rune) bool { return strings.ContainsRune(",，、;；", c) }) {
					out = append(out, strings.TrimSpace(s))
				}
			}
			continue
		}
		for _, raw := range raws {
			s := scalar(raw)
			var obj record
			if s == "" && json.Unmarshal(raw, &obj) == nil {
				s = firstText(own, obj)
				if own == "badges" && s == "" {
					s = scalar(obj["badge"])
				}
				if own == "name" && s == "" {
					s = scalar(obj["name"])
				}
			} else if own == "badges" && field == "inspectors" {
				s = "" // plain names are no badges
			}
			if s != "" && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

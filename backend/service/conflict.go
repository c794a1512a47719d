package service

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// ConflictSide is one of two versions: who wrote it, when, on which device.
type ConflictSide struct {
	Person string `json:"person"` // name; 外单位人员 for somebody of another office
	Role   string `json:"role"`
	Device string `json:"device"`
	At     string `json:"at"`
}

// ConflictField is a field in which the two versions differ.
type ConflictField struct {
	Label string `json:"label"`
	Head  string `json:"head"`
	Other string `json:"other"`
}

// ConflictView is a version that did not become the head, beside the one that stands.
type ConflictView struct {
	Fork      inspect.Fork    `json:"fork"`
	NounLabel string          `json:"nounLabel"`
	Name      string          `json:"name"` // of the thing, as people know it
	Head      ConflictSide    `json:"head"`
	Other     ConflictSide    `json:"other"`
	Fields    []ConflictField `json:"fields"`
}

// Decision is which of two versions a named person lets stand.
type Decision struct {
	Digest string `json:"digest"` // of the version that waits
	Take   bool   `json:"take"`   // it replaces the head; else the head stays
	Person string `json:"person"` // who decided, when the office enters it
	Post   string `json:"post"`
	Reason string `json:"reason"`
}

// Conflicts lists what waits for a decision, or what was decided.
func (d *Dispatch) Conflicts(ctx context.Context, a inspect.Actor, decided bool) ([]ConflictView, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	read := store.Conflicts
	if decided {
		read = store.Decisions
	}
	forks, err := read(ctx, d.c.db)
	if err != nil {
		return nil, err
	}
	list := make([]ConflictView, 0, len(forks))
	for _, f := range forks {
		v, err := d.conflict(ctx, f)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

func (d *Dispatch) conflict(ctx context.Context, f inspect.Fork) (ConflictView, error) {
	v := ConflictView{Fork: f, NounLabel: f.Noun.Label(), Fields: []ConflictField{}}
	other, otherBody, err := d.side(ctx, f.Digest)
	if err != nil {
		return v, err
	}
	head, headBody := ConflictSide{}, map[string]json.RawMessage{}
	stands := f.Head
	if stands == "" && f.Noun == inspect.NounSubject && f.Decided == "" {
		if stands, err = d.twinHead(ctx, otherBody); err != nil {
			return v, err
		}
	}
	if stands != "" {
		if head, headBody, err = d.side(ctx, stands); err != nil {
			return v, err
		}
	}
	v.Head, v.Other = head, other
	v.Name = namedBy(otherBody, "name", "no", "number", "enteredFor")
	if v.Name == "" {
		var of struct{ Subject string }
		raw, err := json.Marshal(otherBody)
		if err != nil {
			return v, err
		}
		if err := json.Unmarshal(raw, &of); err != nil {
			return v, err
		}
		if s, err := store.Get[inspect.Subject](ctx, d.c.db, inspect.NounSubject, of.Subject); err == nil {
			v.Name = s.Name
		}
	}
	if fields := historyFields[f.Noun]; fields != nil {
		for _, x := range fields {
			if was, is := values(headBody).text(x), values(otherBody).text(x); was != is {
				v.Fields = append(v.Fields, ConflictField{x.Label, was, is})
			}
		}
		return v, nil
	}
	keys := slices.Sorted(maps.Keys(otherBody))
	for k := range headBody {
		if _, ok := otherBody[k]; !ok {
			keys = append(keys, k)
		}
	}
	for _, k := range keys {
		if !bytes.Equal(headBody[k], otherBody[k]) {
			v.Fields = append(v.Fields, ConflictField{conflictLabel(k), shownJSON(headBody[k]), shownJSON(otherBody[k])})
		}
	}
	return v, nil
}

// twinHead is the head of our own row with the code of a subject that waits.
func (d *Dispatch) twinHead(ctx context.Context, body map[string]json.RawMessage) (string, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return "", err
	}
	var came inspect.Subject
	if err := json.Unmarshal(raw, &came); err != nil {
		return "", err
	}
	own, err := d.c.twinOf(ctx, d.c.db, came)
	if err != nil || own.ID == "" {
		return "", err
	}
	return store.HeadOf(ctx, d.c.db, inspect.NounSubject, own.ID)
}

func (d *Dispatch) side(ctx context.Context, digest string) (ConflictSide, map[string]json.RawMessage, error) {
	raw, err := store.Stored(ctx, d.c.db, digest)
	if err != nil {
		return ConflictSide{}, nil, err
	}
	v, err := store.ParseVersion(raw)
	if err != nil {
		return ConflictSide{}, nil, err
	}
	s := ConflictSide{Person: "外单位人员", Role: v.Role.Label(), Device: v.Device, At: v.At}
	if p, err := store.Get[inspect.Person](ctx, d.c.db, inspect.NounPerson, v.Person); err == nil {
		s.Person = p.Name
	}
	body := map[string]json.RawMessage{}
	return s, body, json.Unmarshal(v.Body, &body)
}

// namedBy is the first of some fields that holds a text.
func namedBy(body map[string]json.RawMessage, keys ...string) string {
	for _, k := range keys {
		var s string
		if json.Unmarshal(body[k], &s) == nil && s != "" {
			return s
		}
	}
	return ""
}

// shownJSON is a value as people read it, cut to a line.
func shownJSON(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		s = strings.Trim(string(raw), "[]")
	}
	if r := []rune(s); len(r) > 120 {
		s = string(r[:120]) + "…"
	}
	return s
}

// conflictLabel names the fields that are met most; another stands as it is.
func conflictLabel(key string) string {
	for _, f := range [][2]string{{"state", "状态"}, {"name", "名称"}, {"no", "编号"}, {"leader", "组长"}, {"leadBasis", "选定理由"}, {"members", "成员"}, {"scheme", "工作方案"},
		{"date", "日期"}, {"status", "登记状态"}, {"trade", "行业"}, {"address", "住所"}, {"premises", "经营地址"}, {"station", "所属派出所"}, {"phone", "电话"}, {"contact", "联系人"},
		{"legalRep", "法定代表人"}, {"code", "代码或结果"}, {"followUp", "后续处置"}, {"statement", "陈述申辩"}, {"process", "检查过程"}, {"answers", "检查要点"}, {"findings", "发现的问题"},
		{"department", "部门"}, {"unit", "单位"}, {"certNo", "证件号"}, {"certUntil", "证件有效期"}, {"reason", "理由"}, {"opinion", "意见"}, {"approver", "审批人"}, {"scan", "扫描件"},
		{"endedAt", "结束时间"}, {"startedAt", "开始时间"}, {"createdBy", "设置人"}, {"approval", "审批"}, {"winners", "名单"}, {"present", "到场人员"}} {
		if f[0] == key {
			return f[1]
		}
	}
	return key
}

// DecideConflict lets one of two versions stand. Nothing is deleted: the other
// stays on record with who decided, and why. A deputy or head decides in their
// account; the office enters whose decision it was, never its own.
func (d *Dispatch) DecideConflict(ctx context.Context, a inspect.Actor, in Decision) error {
	if err := a.May(inspect.ActConflict); err != nil {
		return err
	}
	in.Person, in.Post, in.Reason = strings.Join(strings.Fields(in.Person), ""), strings.TrimSpace(in.Post), strings.Join(strings.Fields(in.Reason), " ")
	if a.Role != inspect.RoleOffice {
		in.Person, in.Post = a.Name, a.Role.Label()
	}
	switch {
	case in.Person == "":
		return inspect.E(inspect.Invalid, "没有写明裁定的负责人").WithField("person").WithArticle("第二十二条")
	case in.Post == "":
		return inspect.E(inspect.Invalid, "没有写明裁定人的职务").WithField("post").WithArticle("第二十二条")
	case in.Reason == "":
		return inspect.E(inspect.Invalid, "裁定冲突应写明理由").WithField("reason").WithArticle("第二十二条")
	case a.Role == inspect.RoleOffice && in.Person == a.Name:
		return inspect.E(inspect.Refused, "登记人不能裁定（%s），应由负责人裁定", a.Name).WithField("person").WithArticle("第二十二条")
	}
	what := "维持现有版本"
	if in.Take {
		what = "采用另一版本"
	}
	return d.c.write(ctx, a, inspect.ActConflict, func(tx *store.Tx) error {
		if in.Take {
			if err := d.sameList(ctx, tx, in.Digest); err != nil {
				return err
			}
			if err := d.takeTwin(ctx, tx, in.Digest, in.Reason); err != nil {
				return err
			}
		}
		words := fmt.Sprintf("%s %s（%s）%s：%s", inspect.Minute(tx.At()), in.Person, in.Post, what, in.Reason)
		return tx.Decide(ctx, in.Digest, in.Take, words, store.Event{Action: "conflict.decide", Article: "第二十二条", Reason: in.Reason, Detail: what + "，裁定人职务 " + in.Post})
	})
}

// sameList refuses to take a version that changes a locked list (art. 14).
func (d *Dispatch) sameList(ctx context.Context, tx *store.Tx, digest string) error {
	raw, err := store.Stored(ctx, tx, digest)
	if err != nil {
		return err
	}
	v, err := store.ParseVersion(raw)
	if err != nil || v.Noun != inspect.NounTask {
		return err
	}
	var other inspect.Task
	if err := json.Unmarshal(v.Body, &other); err != nil {
		return inspect.E(inspect.Damaged, "数据内容的格式不对").WithRef(v.ID).Because(err)
	}
	head, err := store.Get[inspect.Task](ctx, tx, inspect.NounTask, v.ID)
	if inspect.CodeOf(err) == inspect.NotFound && err != nil {
		return nil
	}
	if err == nil && !reflect.DeepEqual(head.Winners, other.Winners) {
		err = inspect.E(inspect.Refused, "另一版本的检查对象名单与锁定的不同，不能采用").WithArticle("第十四条").WithRef(head.No).WithHint("名单锁定后不变")
	}
	return err
}

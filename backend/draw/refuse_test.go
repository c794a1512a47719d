package draw

import (
	"errors"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
)

func TestNormalizeInput(t *testing.T) {
	const n = "12345678901234567890"
	for _, c := range []struct {
		kind          InputKind
		first, second string
		want          string // "" refused unless kind is none
		says          string
	}{
		{InputDice, n, n, n, ""},
		{InputDice, " 12345 67890\t12345\n67890 ", "1234567890\u30001234567890", n, ""},
		{InputDice, n[1:], n[1:], "", "至少 20 位，现有 19 位"},
		{InputDice, n, n[:19] + "1", "", "从第20位起不同"},
		{InputDice, n, n + "1", "", "20 位与 21 位"},
		{InputDice, n, "", "", "不一致"},
		{InputDice, n + "a", n + "a", "", "第21位不是数字"},
		{InputDice, "１" + n, "１" + n, "", "第1位不是数字"},
		{InputDice, strings.Repeat("1", 1001), strings.Repeat("1", 1001), "", "1000"},
		{InputValue, "  03 11\t17  + 08 ", "", "03 11 17 + 08", ""},
		{InputValue, "round 4242", "round  4242", "round 4242", ""},
		{InputValue, "round 4242", "round 4243", "", "从第10位起不同"},
		{InputValue, " ", " ", "", "没有录入"},
		{InputValue, "收盘 3000.01", "", "", "半角"},
		{InputValue, "a\x7fb", "", "", "半角"},
		{InputNone, "", "", "", ""},
		{InputNone, "1", "1", "", "不能录入"},
		{"coin", n, n, "", "没有这种"},
	} {
		got, err := NormalizeInput(c.kind, c.first, c.second)
		if got != c.want || (err == nil) != (c.says == "") {
			t.Errorf("%s %q %q: %q %v", c.kind, c.first, c.second, got, err)
		}
		if err != nil && (inspect.CodeOf(err) != inspect.Invalid || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s %q: %v, want %q", c.kind, c.first, err, c.says)
		}
	}
}

func TestFreezeSubjectsRefuses(t *testing.T) {
	half := SubjectRules{Rates: []Rate{{"A", 1, 2}}}
	for name, c := range map[string]struct {
		head  func(h *Heading)
		items []Candidate
		rules SubjectRules
		extra []Excluded
		says  string
	}{
		"empty pool":        {nil, nil, half, nil, "没有检查对象"},
		"doubled code":      {nil, []Candidate{{"A", "1", "甲", 1}, {"B", "1", "乙", 1}}, half, nil, "已出现过"},
		"line break":        {nil, []Candidate{{"A", "1", "甲\n乙", 1}}, half, nil, "控制字符"},
		"line separator":    {nil, []Candidate{{"A", "1", "甲\u2028乙", 1}}, half, nil, "控制字符"},
		"next line":         {nil, []Candidate{{"A", "1", "甲\u0085乙", 1}}, half, nil, "控制字符"},
		"not UTF-8":         {nil, []Candidate{{"A", "1", "\xbc\xd7", 1}}, half, nil, "UTF-8"},
		"no name":           {nil, []Candidate{{"A", "1", "", 1}}, half, nil, "不能为空"},
		"weight 0":          {nil, []Candidate{{"A", "1", "甲", 0}}, half, nil, "权重 0"},
		"weight not listed": {nil, []Candidate{{"A", "1", "甲", 2}}, half, nil, "权重 2 不是抽取规则所列"},
		"weights doubled":   {nil, pool("A", 4, one), SubjectRules{Total: 1, Weights: []int{1, 1}}, nil, "由小到大"},
		"weight 1001":       {nil, []Candidate{{"A", "1", "甲", 1001}}, half, nil, "权重 1001"},
		"no rate":           {nil, pool("AB", 4, one), half, nil, "没有写明分层 B"},
		"rate over 1":       {nil, pool("A", 4, one), SubjectRules{Rates: []Rate{{"A", 3, 2}}}, nil, "0 与 1 之间"},
		"rate twice":        {nil, pool("A", 4, one), SubjectRules{Rates: []Rate{{"A", 1, 2}, {"A", 1, 2}}}, nil, "重复"},
		"rate zero":         {nil, pool("A", 4, one), SubjectRules{Rates: []Rate{{"A", 0, 2}}}, nil, "一户也抽不出"},
		"total too large":   {nil, pool("A", 4, one), SubjectRules{Total: 5}, nil, "名录总数 4"},
		"total negative":    {nil, pool("A", 4, one), SubjectRules{Total: -1}, nil, "名录总数 4"},
		"total and rates":   {nil, pool("A", 4, one), SubjectRules{Rates: half.Rates, Total: 2}, nil, "不能同时"},
		"no reason":         {nil, pool("A", 4, one), half, []Excluded{{"1", "甲", ""}}, "排除名单第1项"},
		"other purpose":     {func(h *Heading) { h.Purpose = PurposeInspectors }, pool("A", 4, one), half, nil, "不适用"},
		"no task":           {func(h *Heading) { h.Task = " " }, pool("A", 4, one), half, nil, "任务编号"},
		"attempt 0":         {func(h *Heading) { h.Attempt = 0 }, pool("A", 4, one), half, nil, "从 1 起"},
		"no previous":       {func(h *Heading) { h.Attempt, h.Reason = 2, "重抽" }, pool("A", 4, one), half, nil, "上一次声明"},
		"needless previous": {func(h *Heading) { h.Previous = strings.Repeat("a", 64) }, pool("A", 4, one), half, nil, "没有上一次"},
		"redraw unexplained": {func(h *Heading) { h.Attempt, h.Previous = 2, strings.Repeat("a", 64) },
			pool("A", 4, one), half, nil, "理由"},
		"unknown input":   {func(h *Heading) { h.InputKind = "coin" }, pool("A", 4, one), half, nil, "coin"},
		"unnamed input":   {func(h *Heading) { h.InputNote = "" }, pool("A", 4, one), half, nil, "公共随机输入"},
		"task with a tab": {func(h *Heading) { h.Task = "a\tb" }, pool("A", 4, one), half, nil, "控制字符"},
	} {
		h := heading(PurposeSubjects)
		if c.head != nil {
			c.head(&h)
		}
		_, err := FreezeSubjects(h, c.items, c.rules, c.extra, &stream{name: "refuse"})
		if inspect.CodeOf(err) != inspect.Invalid || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
	if _, err := FreezeSubjects(heading(PurposeSubjects), pool("A", 4, one), half, nil, strings.NewReader("too short")); err == nil {
		t.Error("frozen without enough randomness")
	}
}

func TestFreezeInspectorsRefuses(t *testing.T) {
	quals := []string{"执法资格"}
	base := func() InspectorInput {
		return InspectorInput{
			Subjects: []Named{{"S0", "甲店"}, {"S1", "乙店"}},
			Roster:   []Person{{"T0", "测一", "治安", quals, 2}, {"T1", "测二", "治安", quals, 2}, {"T2", "测三", "网安", quals, 2}},
			Seats:    []Seat{{0, 1, "", nil, ""}, {0, 2, "", nil, ""}, {1, 1, "", nil, "2026-03-02"}, {1, 2, "", nil, ""}},
		}
	}
	for name, c := range map[string]struct {
		spoil func(in *InspectorInput)
		code  inspect.Code
		says  []string
	}{
		"too few qualified": {func(in *InspectorInput) {
			in.Roster[0].Qualifications = nil
			in.Seats[0].Qualifications = quals
			in.Seats[1].Qualifications = []string{"爆破"}
		}, inspect.Refused, []string{"「甲店」", "具备所需资格（", "爆破", "）的人员不足"}},
		"recused":        {func(in *InspectorInput) { in.Recusals = []Recusal{{1, 0}, {1, 1}, {1, 2}} }, inspect.Refused, []string{"「乙店」共需2人次，回避或当日不在岗"}},
		"cap":            {func(in *InspectorInput) { in.Roster[0].Cap, in.Roster[1].Cap, in.Roster[2].Cap = 1, 1, 1 }, inspect.Refused, []string{"「甲店」「乙店」共需4人次，每人上限已满"}},
		"department":     {func(in *InspectorInput) { in.Seats[2].Department = "消防" }, inspect.Refused, []string{"「乙店」共需1人次，所需部门的人员不足"}},
		"too few people": {func(in *InspectorInput) { in.Roster = in.Roster[:1] }, inspect.Refused, []string{"「甲店」", "名册人数不足"}},
		"several rules": {func(in *InspectorInput) {
			in.Seats[0].Department, in.Seats[0].Qualifications = "消防", []string{"爆破"}
		}, inspect.Refused, []string{"「甲店」", "几条同时限制"}},
		"no subjects":         {func(in *InspectorInput) { in.Subjects = nil }, inspect.Invalid, []string{"没有需要配备"}},
		"no roster":           {func(in *InspectorInput) { in.Roster = nil }, inspect.Invalid, []string{"没有检查人员"}},
		"no seats":            {func(in *InspectorInput) { in.Seats = in.Seats[:2] }, inspect.Invalid, []string{"「乙店」没有席位"}},
		"gap in subjects":     {func(in *InspectorInput) { in.Seats = in.Seats[2:] }, inspect.Invalid, []string{"第1户没有席位"}},
		"seat of nobody":      {func(in *InspectorInput) { in.Seats[3].Subject = 7 }, inspect.Invalid, []string{"席位"}},
		"seat twice":          {func(in *InspectorInput) { in.Seats[3].Seat = 1 }, inspect.Invalid, []string{"席位 1 重复"}},
		"seat 0":              {func(in *InspectorInput) { in.Seats[0].Seat = 0 }, inspect.Invalid, []string{"席位号 0"}},
		"date":                {func(in *InspectorInput) { in.Seats[0].Date = "2026/3/2" }, inspect.Invalid, []string{"检查日期"}},
		"cap 0":               {func(in *InspectorInput) { in.Roster[0].Cap = 0 }, inspect.Invalid, []string{"上限 0", "测一"}},
		"comma":               {func(in *InspectorInput) { in.Roster[0].Qualifications = []string{"甲,乙"} }, inspect.Invalid, []string{"半角逗号"}},
		"dash":                {func(in *InspectorInput) { in.Roster[0].Department = "-" }, inspect.Invalid, []string{"部门"}},
		"doubled person":      {func(in *InspectorInput) { in.Roster[1].Code = "T0" }, inspect.Invalid, []string{"测二", "已出现过"}},
		"doubled subject":     {func(in *InspectorInput) { in.Subjects[1].Code = "S0" }, inspect.Invalid, []string{"乙店", "已出现过"}},
		"recusal of nobody":   {func(in *InspectorInput) { in.Recusals = []Recusal{{0, 9}} }, inspect.Invalid, []string{"回避表第1项"}},
		"name with a newline": {func(in *InspectorInput) { in.Roster[0].Name = "测\n一" }, inspect.Invalid, []string{"控制字符"}},
	} {
		in := base()
		c.spoil(&in)
		_, err := FreezeInspectors(heading(PurposeInspectors), in, &stream{name: "refuse"})
		if inspect.CodeOf(err) != c.code || c.code == inspect.Refused && inspect.ForPerson(err).Article != "第十五条" {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, says := range c.says {
			if !strings.Contains(err.Error(), says) {
				t.Errorf("%s: %v, want %q", name, err, says)
			}
		}
	}
	if _, err := FreezeInspectors(heading(PurposeInspectors), base(), &stream{name: "refuse"}); err != nil {
		t.Errorf("the unspoilt input: %v", err)
	}
}

func TestDrawRefuses(t *testing.T) {
	fr, err := FreezeSubjects(heading(PurposeSubjects), pool("A", 9, one), SubjectRules{Total: 3}, nil, &stream{name: "refuse"})
	if err != nil {
		t.Fatal(err)
	}
	other := append([]byte{fr.Nonce[0] ^ 1}, fr.Nonce[1:]...)
	for name, c := range map[string]struct {
		files Files
		nonce []byte
		in    Input
		code  inspect.Code
	}{
		"another nonce":   {fr.Files, other, dice(), inspect.Damaged},
		"short nonce":     {fr.Files, fr.Nonce[:31], dice(), inspect.Damaged},
		"another kind":    {fr.Files, fr.Nonce, Input{InputValue, "1", ""}, inspect.Refused},
		"no input":        {fr.Files, fr.Nonce, Input{InputDice, "", ""}, inspect.Invalid},
		"not normalised":  {fr.Files, fr.Nonce, Input{InputDice, " " + twentyDice, ""}, inspect.Invalid},
		"changed frame":   {change(fr.Files, fileFrame, fr.Files[fileFrame][70:]), fr.Nonce, dice(), inspect.Damaged},
		"another purpose": {readVector(t, "replacement"), fr.Nonce, dice(), inspect.Invalid},
	} {
		if _, err := Subjects(c.files, c.nonce, c.in); inspect.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Inspectors(fr.Files, fr.Nonce, dice()); inspect.CodeOf(err) != inspect.Invalid {
		t.Errorf("subjects drawn as inspectors: %v", err)
	}
	var e *inspect.Error
	if _, err := Subjects(fr.Files, other, dice()); !errors.As(err, &e) || e.Hint == "" {
		t.Errorf("no hint: %v", err)
	}
}

package inspect

// DuePaper 应附文书 is a document that a measure, or the visit itself, brings, and
// what is still missing before it can be made.
type DuePaper struct {
	Kind    DocumentKind `json:"kind"` // "" = it is made elsewhere
	Name    string       `json:"name"`
	Finding string       `json:"finding"` // "" = of the visit
	Missing []string     `json:"missing"`
}

// DuePapers lists them: the record first, then those of the findings.
func DuePapers(v Visit, matters []Matter) []DuePaper {
	record := DuePaper{Kind: DocSceneRecord, Name: "现场检查笔录", Missing: []string{}}
	if v.Outcome == OutcomeDone && !v.OnSite(matters) {
		record.Kind, record.Name = DocRemoteRecord, "书面检查和网络监测记录"
	}
	list := []DuePaper{record}
	for _, f := range v.Findings {
		if d, ok := f.paper(); ok {
			list = append(list, d)
		}
	}
	return list
}

// paper is the document of a finding's measure.
func (f Finding) paper() (DuePaper, bool) {
	d := DuePaper{Finding: f.ID, Missing: []string{}}
	need := func(ok bool, what string) {
		if !ok {
			d.Missing = append(d.Missing, what)
		}
	}
	need(!blank(f.Description), "问题情况")
	switch f.Measure {
	case MeasureCorrect:
		d.Kind, d.Name = DocOrderToCorrect, "责令改正通知书"
		need(isDate(f.Deadline), "整改期限")
	case MeasureStop:
		d.Kind, d.Name = DocOrderToStop, "责令停止违法行为通知书"
	case MeasureTransfer:
		d.Kind, d.Name = DocTransfer, "线索移送函"
		need(!blank(f.MeasureNote), "移送去向（写单位全称）")
	case MeasurePenalty:
		d.Name = "当场处罚决定书（在执法办案信息系统制作）"
		need(!blank(f.MeasureNote), "决定书文号")
	case MeasureEvidence:
		d.Kind, d.Name = DocEvidenceList, "音视频资料清单"
	default:
		return d, false
	}
	return d, true
}

package pdf

import (
	"encoding/json"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf/layout"
	"shuangsuiji/backend/pdf/template"
)

// Classes of documents (P7).
const (
	ClassInspection = "检查文书" // issued by this program
	ClassCase       = "案件文书" // belongs to a case; a draft until the official number is known
	ClassNotice     = "公示文书" // for the public
)

// KindInfo describes a kind of document.
type KindInfo struct {
	Kind  inspect.DocumentKind `json:"kind"`
	Name  string               `json:"name"`
	Class string               `json:"class"`
	Local bool                 `json:"local"` // 分局内部表样: no ministry has designed it
}

// kind is a registered template.
type kind struct {
	info  KindInfo
	build func(f *Fonts, info KindInfo, digest string, snapshot []byte) (*layout.Doc, error)
}

// kinds lists the templates in the order they are shown.
func kinds() []kind {
	return []kind{
		of(KindInfo{inspect.DocApproval, "行政检查审批表", ClassInspection, false}, approval),
		of(KindInfo{inspect.DocWorkPlan, "检查工作方案", ClassInspection, true}, workPlan),
		of(KindInfo{inspect.DocSceneRecord, "现场检查笔录", ClassInspection, false}, sceneRecord),
		of(KindInfo{inspect.DocRemoteRecord, "书面检查和网络监测记录", ClassInspection, true}, remoteRecord),
		of(KindInfo{inspect.DocCheckForm, "现场检查表", ClassInspection, true}, checkForm),
		of(KindInfo{inspect.DocDepartmentForm, "分部门检查表", ClassInspection, true}, departmentForm),
		of(KindInfo{inspect.DocDepartmentResult, "分部门结果移交单", ClassInspection, true}, departmentResult),
		of(KindInfo{inspect.DocEvidenceList, "音视频资料清单", ClassInspection, true}, evidenceList),
		of(KindInfo{inspect.DocExplanation, "情况说明", ClassInspection, true}, statement),
		of(KindInfo{inspect.DocSupplement, "补充笔录", ClassInspection, true}, statement),
		of(KindInfo{inspect.DocDrawRecord, "随机抽取记录", ClassInspection, true}, drawRecord),
		of(KindInfo{inspect.DocTaskNotice, "抽查任务公告", ClassNotice, false}, taskNotice),
		of(KindInfo{inspect.DocResultNotice, "抽查结果公示", ClassNotice, false}, resultNotice),
		of(KindInfo{inspect.DocPlanNotice, "年度抽查计划公示", ClassNotice, false}, planNotice),
		of(KindInfo{inspect.DocMatterNotice, "随机抽查事项清单公告", ClassNotice, false}, matterNotice),
	}
}

// Kinds lists the kinds of documents whose form is part of the program; the
// others are templates (Templates).
func Kinds() []KindInfo {
	var infos []KindInfo
	for _, k := range kinds() {
		infos = append(infos, k.info)
	}
	return infos
}

// Templates are the kinds of documents that are data and come with the program.
func Templates() ([]inspect.Template, error) {
	forms, err := template.Builtin()
	if err != nil {
		return nil, err
	}
	list := []inspect.Template{}
	for _, f := range forms {
		list = append(list, f.Template)
	}
	return list, nil
}

// ReadTemplate reads a template; errors name the line at fault.
func ReadTemplate(text string) (inspect.Template, error) {
	f, err := template.Read([]byte(text))
	if err != nil {
		return inspect.Template{}, err
	}
	return f.Template, nil
}

// officialNumber is the field of a case's document whose value stands in the head.
const officialNumber = "officialNumber"

// Sample fills a template with its samples, for a preview.
func Sample(t inspect.Template, head inspect.DocumentHead) inspect.TemplateSnapshot {
	head.Kind, head.TaskNo, head.TaskName = t.Kind, "", "" // a template asks for them where it prints them
	s := inspect.TemplateSnapshot{DocumentHead: head, Template: t.Text, Own: t.Version, Values: []inspect.TemplateValue{}}
	for _, f := range t.Fields {
		if f.Key != officialNumber {
			s.Values = append(s.Values, inspect.TemplateValue{Key: f.Key, Text: f.Sample})
		}
	}
	return s
}

// of joins a template with the type of its snapshot.
func of[T any](info KindInfo, template func(*form, *T)) kind {
	build := func(fonts *Fonts, info KindInfo, digest string, snapshot []byte) (*layout.Doc, error) {
		s := new(T)
		if err := decode(snapshot, s); err != nil {
			return nil, err
		}
		f := &form{fonts: fonts, info: info, digest: digest}
		if err := json.Unmarshal(snapshot, &f.head); err != nil {
			return nil, err
		}
		f.begin()
		template(f, s)
		if err := fonts.verify(info.Name, s, f.blanks); err != nil {
			return nil, err
		}
		return &f.doc, f.dates.err
	}
	return kind{info, build}
}

// Starter is the text that a form of the bureau's own begins with.
func Starter() string { return template.Starter }

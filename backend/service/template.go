package service

import (
	"context"
	"os"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/store"
)

// Template keeps the 文书式样 of the bureau: its own wording of a built-in kind,
// and forms of its own. One is loaded, approved by 法制 from a date, and holds
// until the next; every version stays.
type Template struct{ c *core }

// TemplateKind is a kind of document that is data, with all its versions.
type TemplateKind struct {
	Kind     string                    `json:"kind"`
	Name     string                    `json:"name"`
	Class    string                    `json:"class"`
	Noun     string                    `json:"noun"` // what it is issued for, in words
	Local    bool                      `json:"local"`
	Builtin  bool                      `json:"builtin"`  // comes with the program
	InUse    bool                      `json:"inUse"`    // can be issued today
	Own      int                       `json:"own"`      // the version that holds today; 0 = the built-in one
	Versions []inspect.TemplateVersion `json:"versions"` // newest first, without their texts
}

// List lists all kinds that are data, the built-in ones first.
func (x *Template) List(ctx context.Context, a inspect.Actor) ([]TemplateKind, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	builtin, err := pdf.Templates()
	if err != nil {
		return nil, err
	}
	all, _, err := store.List[inspect.TemplateVersion](ctx, x.c.db, inspect.NounTemplate, store.Filter{Order: "version"})
	if err != nil {
		return nil, err
	}
	list := []TemplateKind{}
	add := func(t inspect.Template, comes bool) {
		k := TemplateKind{Kind: string(t.Kind), Name: t.Name, Class: t.Class, Noun: t.Noun.Label(), Local: t.Local, Builtin: comes, Versions: []inspect.TemplateVersion{}}
		for _, v := range slices.Backward(all) {
			if v.Kind == t.Kind {
				k.Versions = append(k.Versions, v)
			}
		}
		v, ok := inspect.InForce(k.Versions, x.c.today())
		k.InUse = comes || ok && v.Text != ""
		if ok && v.Text != "" {
			k.Own, k.Name = v.Version, v.Name
		}
		for i := range k.Versions {
			k.Versions[i].Text = ""
		}
		list = append(list, k)
	}
	for _, t := range builtin {
		add(t, true)
	}
	for _, v := range all {
		if v.Text == "" || slices.ContainsFunc(list, func(k TemplateKind) bool { return k.Kind == string(v.Kind) }) {
			continue
		}
		t, err := x.c.read(v)
		if err != nil {
			return nil, err
		}
		add(t, false)
	}
	return list, nil
}

// Today as a version of Show is the wording that holds today.
const Today = -1

// Show gives the text of a version: 0 is the built-in one, Today that which holds.
func (x *Template) Show(ctx context.Context, a inspect.Actor, kind string, version int) (inspect.Template, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return inspect.Template{}, err
	}
	all, err := x.c.versions(ctx, x.c.db, kind)
	if err != nil {
		return inspect.Template{}, err
	}
	if version == Today {
		version = 0
		if v, ok := inspect.InForce(all, x.c.today()); ok && v.Text != "" {
			version = v.Version
		}
	}
	for _, v := range all {
		switch {
		case v.Version == version && v.Text != "":
			return x.c.read(v)
		case v.Version == version:
			version = 0 // back to the built-in one
		}
	}
	builtin, err := pdf.Templates()
	if err != nil {
		return inspect.Template{}, err
	}
	i := slices.IndexFunc(builtin, func(t inspect.Template) bool { return string(t.Kind) == kind })
	if i < 0 || version != 0 {
		return inspect.Template{}, inspect.E(inspect.NotFound, "没有“%s”的这一版式样", kind).WithField("kind").WithHint("用 template list 查看式样和版本")
	}
	return builtin[i], nil
}

// Starter is the text that a form of the bureau's own begins with.
func (x *Template) Starter(_ context.Context, a inspect.Actor) (string, error) {
	return pdf.Starter(), a.May(inspect.ActRead)
}

// Check reads a template and says what is wrong with it; nothing is stored.
func (x *Template) Check(ctx context.Context, a inspect.Actor, text string) (inspect.Template, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return inspect.Template{}, err
	}
	return x.check(ctx, x.c.db, text)
}

func (x *Template) check(ctx context.Context, r store.Reader, text string) (inspect.Template, error) {
	fonts, err := x.c.fonts()
	if err != nil {
		return inspect.Template{}, err
	}
	kinds, err := BuiltinKinds()
	if err != nil {
		return inspect.Template{}, err
	}
	others := []inspect.Template{}
	for _, k := range kinds {
		others = append(others, inspect.Template{Kind: inspect.DocumentKind(k.Kind), Name: k.Name, Short: k.short})
	}
	// A name or number word that was ever used is never another kind's.
	all, _, err := store.List[inspect.TemplateVersion](ctx, r, inspect.NounTemplate, store.Filter{})
	if err != nil {
		return inspect.Template{}, err
	}
	for _, v := range all {
		if v.Text == "" || v.State == inspect.TemplateRefused || v.State == inspect.TemplateWithdrawn {
			continue
		}
		t, err := x.c.read(v)
		if err != nil {
			return inspect.Template{}, err
		}
		others = append(others, t)
	}
	return pdf.OwnTemplate(fonts, text, others)
}

// Preview makes the PDF of a template with its samples, or of its blank form,
// and gives its SHA-256 for the page to show. It is stamped as a draft.
func (x *Template) Preview(ctx context.Context, a inspect.Actor, text string, blank bool) (string, error) {
	out, err := x.preview(ctx, a, text, blank)
	if err != nil {
		return "", err
	}
	return x.c.shown(out)
}

// shown keeps a PDF that is only looked at, and gives its SHA-256 for the page.
func (c *core) shown(pdf []byte) (string, error) {
	return c.keepPDF(previews, pdf)
}

// SavePreview writes the preview to a file.
func (x *Template) SavePreview(ctx context.Context, a inspect.Actor, text string, blank bool, out string) error {
	b, err := x.preview(ctx, a, text, blank)
	if err != nil {
		return err
	}
	return writeFile(out, b)
}

func (x *Template) preview(ctx context.Context, a inspect.Actor, text string, blank bool) ([]byte, error) {
	t, err := x.Check(ctx, a, text)
	if err != nil {
		return nil, err
	}
	fonts, err := x.c.fonts()
	if err != nil {
		return nil, err
	}
	organ, err := x.c.db.Meta(ctx, metaOrgan)
	if err != nil {
		return nil, err
	}
	return pdf.PreviewTemplate(fonts, t, inspect.DocumentHead{Organ: organ, IssuedAt: inspect.Instant(x.c.db.Now()), Version: 1}, blank)
}

// ReadFile reads a template's file.
func (x *Template) ReadFile(_ context.Context, a inspect.Actor, path string) (string, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return "", err
	}
	const most = 1 << 20 // longer is no template; the check names its own limit
	info, err := os.Stat(path)
	if err == nil && (info.IsDir() || info.Size() > most) {
		return "", inspect.E(inspect.Invalid, "“%s”不是文书式样文件", path).WithField("path").WithHint("选择 .yaml 文件")
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return "", inspect.E(inspect.Storage, "读不出文件：%s", path).WithField("path").WithRef(path).Because(err).WithHint("检查路径和权限")
	}
	text := strings.TrimPrefix(string(b), "\ufeff")
	return text, inspect.CheckText("template", text)
}

package service

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/store"
)

const metaFonts = "fonts" // JSON of the faces added here

// addedFont is a face that somebody added, by its file's digest.
type addedFont struct {
	Role   string `json:"role"`
	File   string `json:"file"`
	Digest string `json:"digest"`
}

// fontCache opens the fonts on first use, and again after one was added or
// removed. The file of a removed face stays: reprints are set in it.
type fontCache struct {
	db *store.Store
	mu sync.Mutex
	of map[string]*pdf.Fonts // by the value of metaFonts
}

// set opens the fonts with the faces that a value of metaFonts names.
func (f *fontCache) set(added string) (*pdf.Fonts, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if have := f.of[added]; have != nil {
		return have, nil
	}
	list, err := readAdded(added)
	if err != nil {
		return nil, err
	}
	user := []pdf.UserFont{}
	for _, x := range list {
		b, err := os.ReadFile(userFont(f.db.Dir(), x.Digest))
		if err != nil || store.Digest(b) != x.Digest {
			return nil, inspect.E(inspect.Damaged, "添加的字体 %s 不在或已损坏", x.File).WithRef(x.Digest).Because(err).WithHint("在“设置”的“字体”中移除它，或重新添加")
		}
		user = append(user, pdf.UserFont{Role: x.Role, File: x.File, Data: string(b)})
	}
	opened, err := pdf.LoadFontsWith(user, fontDirs(f.db.Dir())...)
	if err == nil {
		f.of[added] = opened
	}
	return opened, err
}

// now opens the fonts as they are set.
func (f *fontCache) now() (*pdf.Fonts, error) {
	added, err := f.db.Meta(context.Background(), metaFonts)
	if err != nil {
		return nil, err
	}
	return f.set(added)
}

func readAdded(text string) ([]addedFont, error) {
	list := []addedFont{}
	if text == "" {
		return list, nil
	}
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return nil, inspect.E(inspect.Damaged, "字体设置的格式不对").Because(err)
	}
	return list, nil
}

func userFont(workspace, digest string) string {
	return filepath.Join(workspace, "fonts", digest+".font")
}

// FontList is what documents are set in here.
type FontList struct {
	Roles []pdf.FontRole `json:"roles"`
	Faces []pdf.FaceInfo `json:"faces"`
	For   []string       `json:"for"` // roles a face can be added for
}

// Fonts lists the faces in use, and those found but not used.
func (w *Workspace) Fonts(_ context.Context, a inspect.Actor) (FontList, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return FontList{}, err
	}
	f, err := w.c.fonts()
	if err != nil {
		return FontList{}, err
	}
	return FontList{f.Roles(), f.Faces(), pdf.FontRoles}, nil
}

// FontLicences are the texts under which the faces of the program may be used.
func (w *Workspace) FontLicences(_ context.Context, a inspect.Actor) (string, error) {
	return pdf.Licences(), a.May(inspect.ActRead)
}

// AddFont takes a face for a role, in place of the one that was added for it
// before. What was issued keeps its face; from now on this one is used.
func (w *Workspace) AddFont(ctx context.Context, a inspect.Actor, path, role string) error {
	if err := a.May(inspect.ActSettings); err != nil {
		return err
	}
	if !slices.Contains(pdf.FontRoles, role) {
		return inspect.E(inspect.Invalid, "没有“%s”这种用途", role).WithField("role").WithHint("可用：%s", strings.Join(pdf.FontRoles, "、"))
	}
	info, err := os.Stat(path)
	if err == nil && (!info.Mode().IsRegular() || info.Size() > pdf.MaxFont) {
		return inspect.E(inspect.Invalid, "“%s”不是字体文件，或超过 %d 兆字节", path, pdf.MaxFont>>20).WithField("path")
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return inspect.E(inspect.Storage, "读不出文件：%s", path).WithField("path").WithRef(path).Because(err).WithHint("检查路径和权限")
	}
	face, err := pdf.ReadFont(pdf.UserFont{Role: role, File: filepath.Base(path), Data: string(b)})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(w.c.path("fonts"), 0o700); err != nil {
		return inspect.E(inspect.Storage, "无法在工作区建立文件夹：fonts").Because(err)
	}
	if err := writeFile(userFont(w.c.db.Dir(), face.Digest), b); err != nil {
		return err
	}
	return w.setFonts(ctx, a, store.Event{Action: "font.add", Detail: role + " " + face.Name + " " + face.Digest}, func(list []addedFont) ([]addedFont, error) {
		list = slices.DeleteFunc(list, func(x addedFont) bool { return x.Role == role })
		return append(list, addedFont{role, face.File, face.Digest}), nil
	})
}

// RemoveFont gives a role back to the face it had before one was added for it.
func (w *Workspace) RemoveFont(ctx context.Context, a inspect.Actor, role string) error {
	return w.setFonts(ctx, a, store.Event{Action: "font.remove", Detail: role}, func(list []addedFont) ([]addedFont, error) {
		left := slices.DeleteFunc(slices.Clone(list), func(x addedFont) bool { return x.Role == role })
		if len(left) == len(list) {
			return nil, inspect.E(inspect.NotFound, "“%s”没有添加的字体", role).WithField("role").WithHint("程序自带的和系统的字体不能移除")
		}
		return left, nil
	})
}

func (w *Workspace) setFonts(ctx context.Context, a inspect.Actor, e store.Event, change func([]addedFont) ([]addedFont, error)) error {
	return w.c.write(ctx, a, inspect.ActSettings, func(tx *store.Tx) error {
		was, err := w.c.db.Meta(ctx, metaFonts)
		if err != nil {
			return err
		}
		list, err := readAdded(was)
		if err != nil {
			return err
		}
		if list, err = change(list); err != nil {
			return err
		}
		text := ""
		if len(list) > 0 {
			b, err := json.Marshal(list)
			if err != nil {
				return err
			}
			text = string(b)
		}
		if err := tx.SetMeta(ctx, metaFonts, text); err != nil {
			return err
		}
		return tx.Audit(ctx, e, "", "", "")
	})
}

// FontSheet makes the test sheet and gives its SHA-256 for the page to show.
func (w *Workspace) FontSheet(ctx context.Context, a inspect.Actor) (string, error) {
	out, err := w.fontSheet(ctx, a)
	if err != nil {
		return "", err
	}
	return w.c.shown(out)
}

// SaveFontSheet writes the test sheet to a file.
func (w *Workspace) SaveFontSheet(ctx context.Context, a inspect.Actor, out string) error {
	b, err := w.fontSheet(ctx, a)
	if err != nil {
		return err
	}
	return writeFile(out, b)
}

func (w *Workspace) fontSheet(ctx context.Context, a inspect.Actor) ([]byte, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	f, err := w.c.fonts()
	if err != nil {
		return nil, err
	}
	organ, err := w.c.db.Meta(ctx, metaOrgan)
	if err != nil {
		return nil, err
	}
	return f.TestSheet(organ, w.c.db.Now().In(inspect.China).Format("2006-01-02T15:04:05-07:00"))
}

package account

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"shuangsuiji/backend/disk"
	"shuangsuiji/backend/inspect"
)

const (
	// FileName is the file's name in a workspace.
	FileName = "accounts.json"
	// Format names its layout.
	Format = "ssj-accounts/1"
)

const (
	maxBytes  = 4 << 20
	maxPeople = 5000
)

// Person is somebody who may sign in.
type Person struct {
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	Badge   string       `json:"badge"`
	Role    inspect.Role `json:"role"`    // for the list; the database decides
	Slot    *Slot        `json:"slot"`    // null = no password yet
	Initial bool         `json:"initial"` // an administrator gave it: to be changed at the first sign-in
	Tries   Tries        `json:"tries"`
}

// File is the file's content.
type File struct {
	Format     string   `json:"format"`
	Workspace  string   `json:"workspace"` // name
	Kind       string   `json:"kind"`
	Passphrase Slot     `json:"passphrase"`
	Tries      Tries    `json:"tries"` // at the passphrase
	People     []Person `json:"people"`
}

// New is a file without people yet, its key under the workspace's passphrase.
func New(workspace, kind string, key, passphrase []byte, kdf KDF) *File {
	return &File{Format: Format, Workspace: workspace, Kind: kind, Passphrase: wrap(key, passphrase, "", kdf), People: []Person{}}
}

// Exists tells whether a workspace has accounts.
func Exists(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, FileName))
	return err == nil
}

// Load reads the file of the workspace in dir. Errors: NotFound, Damaged.
func Load(dir string) (*File, error) {
	path := filepath.Join(dir, FileName)
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, inspect.E(inspect.NotFound, "工作区没有账户文件：%s", path).WithRef(path)
	}
	if err != nil {
		return nil, failed(path, "打不开", err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	if err != nil {
		return nil, failed(path, "读不出", err)
	}
	return Parse(b)
}

// Parse reads a file's bytes and refuses whatever Bytes would not have written.
// Error: Damaged.
func Parse(b []byte) (*File, error) {
	bad := func(why string) error {
		return inspect.E(inspect.Damaged, "账户文件 %s 已损坏：%s", FileName, why).WithRef(FileName).
			WithHint("从最近的备份恢复；不要自行修改这个文件")
	}
	f := &File{}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	switch err := d.Decode(f); {
	case len(b) > maxBytes:
		return nil, bad("过大")
	case err != nil:
		return nil, inspect.ForPerson(bad("格式不对")).Because(err)
	case f.Format != Format:
		return nil, inspect.E(inspect.Unsupported, "账户文件的格式“%s”本程序不认识", f.Format).WithRef(FileName).WithHint("用较新版本的程序打开")
	case !f.Passphrase.sound():
		return nil, bad("工作区口令一项不完整")
	case f.Tries.Failed < 0 || f.Tries.Unlogged < 0 || len(f.People) > maxPeople:
		return nil, bad("数目不对")
	}
	seen := map[string]bool{}
	for _, p := range f.People {
		switch {
		case p.ID == "" || p.Name == "" || seen[p.ID]:
			return nil, bad("人员不全或重复")
		case p.Slot != nil && !p.Slot.sound():
			return nil, bad(p.Name + "的密码一项不完整")
		case p.Tries.Failed < 0 || p.Tries.Unlogged < 0:
			return nil, bad("数目不对")
		}
		seen[p.ID] = true
	}
	again, err := f.Bytes()
	if err != nil || !bytes.Equal(again, b) {
		return nil, bad("不是本程序写的样子")
	}
	return f, nil
}

// Bytes is the file as it is written.
func (f *File) Bytes() ([]byte, error) {
	b, err := json.MarshalIndent(f, "", " ")
	return append(b, '\n'), err
}

// Save writes the file into dir: beside it, synced, renamed.
func (f *File) Save(dir string) error {
	path := filepath.Join(dir, FileName)
	b, err := f.Bytes()
	if err != nil {
		return err
	}
	out, err := os.CreateTemp(dir, FileName+".*.partial") // mode 0600
	if err != nil {
		return failed(path, "没有写成", err)
	}
	_, err = out.Write(b)
	err = errors.Join(err, out.Sync(), out.Close())
	if err == nil {
		err = os.Rename(out.Name(), path)
	}
	if err != nil {
		return failed(path, "没有写成", errors.Join(err, os.Remove(out.Name())))
	}
	if err := disk.SyncDir(dir); err != nil {
		return failed(path, "没有写成", err)
	}
	return nil
}

func failed(path, what string, err error) error {
	return inspect.E(inspect.Storage, "账户文件%s：%s", what, path).WithRef(path).Because(err).WithHint("检查磁盘是否已满、文件夹是否只读，然后重试")
}

// Find names one person by id, badge or name. Errors: Forbidden, Invalid for
// several.
func (f *File) Find(ref string) (*Person, error) {
	var found []*Person
	for i := range f.People {
		if p := &f.People[i]; ref != "" && (p.ID == ref || p.Badge == ref || p.Name == ref) {
			found = append(found, p)
		}
	}
	switch {
	case ref == "":
		return nil, inspect.E(inspect.Forbidden, "没有指明由谁操作").WithField("person").WithArticle("第二十二条").
			WithHint("选择人员；命令行加上 --as 姓名或警号，account list 列出能登录的人员")
	case len(found) == 0:
		return nil, inspect.E(inspect.Forbidden, "没有“%s”这个账户，或已停用", ref).WithField("person").
			WithHint("核对姓名或警号；由办公室在“设置—人员”登记或恢复。命令行用 account list 查看")
	case len(found) > 1:
		return nil, inspect.E(inspect.Invalid, "有%d人叫“%s”", len(found), ref).WithField("person").WithHint("改用警号")
	}
	return found[0], nil
}

// Open answers with the workspace's key when the password is right, and counts
// when it is not: save the file either way. Error: Forbidden.
func (p *Person) Open(password []byte, now time.Time) ([]byte, error) {
	if p.Slot == nil {
		return nil, inspect.E(inspect.Forbidden, "%s还没有设密码", p.Name).WithField("passphrase").
			WithHint("首次登录请输入工作区口令，并设自己的密码；或请管理员给一个初始密码")
	}
	return try(*p.Slot, &p.Tries, password, p.ID, p.Name+"的密码", "password", now)
}

// Set gives the person a password; initial = to be changed at the next sign-in.
func (p *Person) Set(key, password []byte, initial bool, kdf KDF) error {
	if err := Check(password, p.Name, p.Badge); err != nil {
		return err
	}
	s := wrap(key, password, p.ID, kdf)
	p.Slot, p.Initial = &s, initial
	p.Tries.Failed, p.Tries.Until = 0, ""
	return nil
}

// Recover is Open by the workspace's passphrase.
func (f *File) Recover(passphrase []byte, now time.Time) ([]byte, error) {
	return try(f.Passphrase, &f.Tries, passphrase, "", "工作区口令", "passphrase", now)
}

// Sync brings the people in step with those the database has; who is no longer
// active loses the password. It tells whether anything changed.
func (f *File) Sync(people []inspect.Person) bool {
	had, list, changed := map[string]Person{}, []Person{}, false
	for _, p := range f.People {
		had[p.ID] = p
	}
	for _, p := range people {
		if !p.Active {
			continue
		}
		was, ok := had[p.ID]
		now := was
		now.ID, now.Name, now.Badge, now.Role = p.ID, p.Name, p.Badge, p.Role
		changed = changed || !ok || now.Name != was.Name || now.Badge != was.Badge || now.Role != was.Role
		list = append(list, now)
	}
	changed = changed || len(list) != len(f.People)
	if changed {
		f.People = list
	}
	return changed
}

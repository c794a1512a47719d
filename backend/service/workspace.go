package service

import (
	"context"
	"os"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// Workspace keeps what the program itself needs: settings, people, identity.
type Workspace struct{ c *core }

// Kind of a workspace: both have the same schema; menus follow role and kind.
const (
	KindOffice = "office" // 办公室
	KindField  = "field"  // 外勤
)

var kindLabels = map[string]string{KindOffice: "办公室", KindField: "外勤"}

const (
	metaKind   = "kind"
	metaName   = "name"
	metaOrgan  = "organ"
	metaRegion = "region"
	metaDevice = "device"
	metaParent = "parent" // PEM of the parent office's root, see unit.go
	metaRoot   = "root"   // PEM of the trusted office root

	metaFingerprint = "fingerprint" // of this device's certificate, known while the key is locked
)

// Setup is what init asks for.
type Setup struct {
	Kind       string
	Name       string // the workspace's name: the office, or the laptop
	Organ      string // 检查机关 as printed on documents; default Name
	Region     string // 6-digit 区划 code that numbers begin with
	Person     string // the first person, who administers it (office only)
	Password   []byte // of the first person (office only)
	Passphrase []byte // protects the device key, and opens the workspace when passwords are forgotten
}

// Validate checks the setup.
func (s Setup) Validate() error {
	switch {
	case s.Kind != KindOffice && s.Kind != KindField:
		return inspect.E(inspect.Invalid, "工作区种类“%s”不对", s.Kind).WithField("kind").WithHint("填 office（办公室）或 field（外勤）")
	case strings.TrimSpace(s.Name) == "":
		return inspect.E(inspect.Invalid, "工作区名称为空").WithField("name").WithHint("填写单位或设备名称")
	case s.Kind == KindOffice && strings.TrimSpace(s.Person) == "":
		return inspect.E(inspect.Invalid, "没有填写首位办公室人员").WithField("person").WithHint("填写姓名，由其登记其他人员")
	case s.Kind == KindOffice && !digits(s.Region, 6):
		return inspect.E(inspect.Invalid, "行政区划代码“%s”应为6位数字", s.Region).WithField("region").WithHint("任务编号以区划代码开头")
	case len(s.Passphrase) == 0:
		return inspect.E(inspect.Invalid, "没有设置工作区口令").WithField("passphrase").WithHint("口令保护本机签名密钥；用 --passphrase-file 或 SSJ_PASSPHRASE 给出")
	}
	return nil
}

func digits(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "0123456789") == ""
}

// init writes the settings, the device key and the first person.
func (w *Workspace) init(ctx context.Context, s Setup) error {
	if s.Organ == "" {
		s.Organ = s.Name
	}
	device := store.NewID()
	a := inspect.Actor{Person: SetupPerson, Name: "初始设置", Role: inspect.RoleAdmin, Device: device}
	var root, fingerprint string
	if s.Kind == KindOffice {
		id, err := trust.NewRoot(s.Name, w.c.db.Now())
		if err != nil {
			return err
		}
		if err := id.Save(w.c.path("keys", "identity.key"), s.Passphrase, w.c.cost); err != nil {
			return err
		}
		root, fingerprint = string(id.RootPEM()), id.Fingerprint()
		w.c.setIdentity(id)
	}
	return w.c.db.Write(ctx, a, func(tx *store.Tx) error {
		for _, kv := range [][2]string{{metaKind, s.Kind}, {metaName, s.Name}, {metaOrgan, s.Organ}, {metaRegion, s.Region}, {metaDevice, device}, {metaRoot, root}, {metaFingerprint, fingerprint}} {
			if err := tx.SetMeta(ctx, kv[0], kv[1]); err != nil {
				return err
			}
		}
		if w.c.db.Sealed() {
			if err := tx.SetMeta(ctx, metaSealedFiles, "1"); err != nil {
				return err
			}
		}
		if err := tx.Audit(ctx, store.Event{Action: "workspace.init", Detail: s.Kind, Article: "第二十二条"}, "", device, ""); err != nil {
			return err
		}
		if s.Kind == KindField {
			return nil
		}
		p := inspect.Person{ID: store.NewID(), Name: s.Person, Post: "办公室", Unit: s.Name, Role: inspect.RoleOffice, Active: true}
		_, err := tx.Put(ctx, inspect.NounPerson, p.ID, p, store.Event{Action: "person.add"})
		return err
	})
}

func (c *core) setIdentity(id *trust.Identity) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.id = id
}

// WorkspaceInfo describes the workspace to people.
type WorkspaceInfo struct {
	Dir         string `json:"dir"`
	Kind        string `json:"kind"`
	KindLabel   string `json:"kindLabel"`
	Name        string `json:"name"`
	Organ       string `json:"organ"`
	Region      string `json:"region"`
	Device      string `json:"device"`
	Today       string `json:"today"`
	Fingerprint string `json:"fingerprint"` // of this device's certificate, "" while locked or not enrolled
	Unlocked    bool   `json:"unlocked"`
	Enrolled    bool   `json:"enrolled"`
	ClockNote   string `json:"clockNote"` // a sentence when the clock is behind the log
	Checkpoint  string `json:"checkpoint"`
	Calendar    string `json:"calendar"` // working-day data in use
	Parent      string `json:"parent"`   // name of the parent office, "" = there is none
	UnitKey     string `json:"unitKey"`  // fingerprint of the certificate that the parent issued
	Theme       string `json:"theme"`    // day, night, "" = as the system
	Idle        int    `json:"idle"`     // minutes after which the screen locks
}

// Info needs no role: the sign-in page shows it.
func (w *Workspace) Info(ctx context.Context) (WorkspaceInfo, error) {
	c := w.c
	in := WorkspaceInfo{Dir: c.db.Dir(), Today: c.today(), Calendar: c.cal.Version()}
	for key, to := range map[string]*string{metaKind: &in.Kind, metaName: &in.Name, metaOrgan: &in.Organ, metaRegion: &in.Region, metaDevice: &in.Device, metaParentName: &in.Parent, metaUnitKey: &in.UnitKey, metaTheme: &in.Theme} {
		v, err := c.db.Meta(ctx, key)
		if err != nil {
			return WorkspaceInfo{}, err
		}
		*to = v
	}
	in.KindLabel = kindLabels[in.Kind]
	var err error
	if in.Idle, err = w.IdleMinutes(ctx); err != nil {
		return WorkspaceInfo{}, err
	}
	_, err = os.Stat(c.path("keys", "identity.key"))
	in.Enrolled = err == nil
	if id, err := c.identity(); err == nil {
		in.Unlocked, in.Fingerprint = true, id.Fingerprint()
	}
	last, err := c.db.LastLogAt(ctx)
	if err != nil {
		return WorkspaceInfo{}, err
	}
	if now := inspect.Instant(c.db.Now()); now < last {
		in.ClockNote = "本机时钟（" + inspect.Minute(now) + "）早于最后一条记录（" + inspect.Minute(last) + "），请先校准时间；期间的记录照常保存并注明"
	}
	cp, err := c.checkpoint(ctx, c.db)
	if err != nil {
		return WorkspaceInfo{}, err
	}
	in.Checkpoint = cp.short
	return in, nil
}

// Unlock opens the device key with the workspace's passphrase.
func (w *Workspace) Unlock(ctx context.Context, passphrase []byte) error {
	id, err := trust.Load(w.c.path("keys", "identity.key"), passphrase)
	if err != nil {
		return err
	}
	w.c.setIdentity(id)
	if err := w.c.unlockUnit(passphrase); err != nil {
		return err
	}
	return w.c.unlockOutward(passphrase)
}

// People lists everybody who has or had an account.
func (w *Workspace) People(ctx context.Context, a inspect.Actor) ([]inspect.Person, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	return w.c.people(ctx)
}

func (c *core) people(ctx context.Context) ([]inspect.Person, error) {
	list, _, err := store.List[inspect.Person](ctx, c.db, inspect.NounPerson, store.Filter{Order: "name"})
	return list, err
}

// actor is a person of the database as the Actor of a session; ref is an id,
// badge or name. A workspace without people yet (a laptop before its first task)
// lets the setup actor enrol the device and open packages, and nothing else.
func (w *Workspace) actor(ctx context.Context, ref, session string) (inspect.Actor, error) {
	device, err := w.c.db.Meta(ctx, metaDevice)
	if err != nil {
		return inspect.Actor{}, err
	}
	people, err := w.c.people(ctx)
	if err != nil {
		return inspect.Actor{}, err
	}
	if len(people) == 0 {
		return inspect.Actor{Person: SetupPerson, Name: "初始设置", Role: inspect.RoleAdmin, Device: device, Session: session}, nil
	}
	var found []inspect.Person
	for _, p := range people {
		if ref != "" && (p.ID == ref || p.Badge == ref || p.Name == ref) {
			found = append(found, p)
		}
	}
	switch {
	case len(found) == 0:
		return inspect.Actor{}, inspect.E(inspect.Forbidden, "没有“%s”这个人员", ref).WithField("person").WithHint("先登录已登记的人员，命令行用 --as 姓名或警号")
	case len(found) > 1:
		return inspect.Actor{}, inspect.E(inspect.Invalid, "有%d人叫“%s”", len(found), ref).WithField("person").WithHint("改用警号")
	case !found[0].Active:
		return inspect.Actor{}, inspect.E(inspect.Forbidden, "%s的账户已停用", found[0].Name).WithField("person")
	}
	p := found[0]
	return inspect.Actor{Person: p.ID, Name: p.Name, Role: p.Role, Device: device, Session: session}, nil
}

// Stands tells whether a session's actor still is what it was when it signed in:
// the person active, in the same role.
func (w *Workspace) Stands(ctx context.Context, a inspect.Actor) (bool, error) {
	if err := a.May(inspect.ActRead); err != nil || a.Person == SetupPerson {
		return err == nil, err
	}
	p, err := store.Get[inspect.Person](ctx, w.c.db, inspect.NounPerson, a.Person)
	if inspect.CodeOf(err) == inspect.NotFound && err != nil {
		return false, nil
	}
	return p.Active && p.Role == a.Role, err
}

// SetupPerson enrols a laptop that has no people yet.
const SetupPerson = "setup"

// SavePerson adds or changes a person. Whoever is new has no password until one
// is given (GivePassword).
func (w *Workspace) SavePerson(ctx context.Context, a inspect.Actor, p inspect.Person) (inspect.Person, error) {
	if err := a.May(inspect.ActPeople); err != nil {
		return p, err
	}
	if err := p.Validate(); err != nil {
		return p, err
	}
	action := "person.change"
	if p.ID == "" {
		p.ID, p.Active, action = store.NewID(), true, "person.add"
	}
	was, err := store.Get[inspect.Person](ctx, w.c.db, inspect.NounPerson, p.ID)
	if err != nil && inspect.CodeOf(err) != inspect.NotFound {
		return p, err
	}
	if err := w.mayLeave(ctx, a, was, p); err != nil {
		return p, err
	}
	err = w.c.write(ctx, a, inspect.ActPeople, func(tx *store.Tx) error {
		_, err := tx.Put(ctx, inspect.NounPerson, p.ID, p, store.Event{Action: action, Article: "第二十二条", Detail: string(p.Role)})
		return err
	})
	if err != nil {
		return p, err
	}
	return p, w.c.syncAccounts(ctx)
}

// Roles is the role x action table, for the settings page.
func (w *Workspace) Roles() []inspect.Grants { return inspect.ActionTable }

// Thumbnail is a small JPEG of a stored picture.
func (w *Workspace) Thumbnail(a inspect.Actor, sha256 string) ([]byte, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	return w.c.media.Thumb(sha256)
}

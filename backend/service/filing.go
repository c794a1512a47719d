package service

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"shuangsuiji/backend/backup"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// FilingView is one version of what was made for the platform.
type FilingView struct {
	inspect.Filing
	Package    string `json:"package"` // name of the file
	MadeAt     string `json:"madeAt"`
	TaskNo     string `json:"taskNo"`
	TaskName   string `json:"taskName"`
	StateLabel string `json:"stateLabel"`
	Last       bool   `json:"last"` // the newest version of its task
}

// FilingAnswer is the platform's receipt for one version.
type FilingAnswer struct {
	Filing string              `json:"filing"`
	State  inspect.FilingState `json:"state"`
	On     string              `json:"on"`
	No     string              `json:"no"`
	Reason string              `json:"reason"`
	Proof  string              `json:"proof"` // path of the receipt or screenshot
}

// Filings lists what was made for the platform, the newest first; task "" = of
// all tasks.
func (d *Dispatch) Filings(ctx context.Context, a inspect.Actor, task string) ([]FilingView, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	if task != "" {
		t, err := d.c.task(ctx, d.c.db, task)
		if err != nil {
			return nil, err
		}
		task = t.ID
	}
	return d.c.filings(ctx, d.c.db, task)
}

// filings are the upload packages in the order they were made, newest first; a
// package of which nothing was registered waits to be uploaded.
func (c *core) filings(ctx context.Context, r store.Reader, task string) ([]FilingView, error) {
	packs, err := store.Packages(ctx, r, "out")
	if err != nil {
		return nil, err
	}
	known := map[string]inspect.Filing{}
	err = store.Each(ctx, r, inspect.NounFiling, func(f inspect.Filing) error { known[f.ID] = f; return nil })
	if err != nil {
		return nil, err
	}
	list, made := []FilingView{}, map[string]int{}
	for _, p := range slices.Backward(packs) {
		if p.Kind != string(pack.Upload) || task != "" && p.Task != task {
			continue
		}
		t, err := store.Get[inspect.Task](ctx, r, inspect.NounTask, p.Task)
		if err != nil {
			return nil, err
		}
		made[p.Task]++
		v := FilingView{Filing: known[p.ID], Package: p.Name, MadeAt: p.At, TaskNo: t.No, TaskName: t.Name}
		if v.ID == "" {
			v.Filing = inspect.Filing{ID: p.ID, Task: p.Task, State: inspect.FilingMade}
		}
		v.Version, v.StateLabel = made[p.Task], v.State.Label()
		list = append(list, v)
	}
	for i := range list {
		list[i].Last = list[i].Version == made[list[i].Task]
	}
	slices.Reverse(list)
	return list, nil
}

// FilingSent registers that a package was brought to the platform.
func (d *Dispatch) FilingSent(ctx context.Context, a inspect.Actor, id, on, way string) (inspect.Filing, error) {
	return d.putFiling(ctx, a, id, "filing.sent", func(f *inspect.Filing) error { return f.Sent(on, way) })
}

// Deliver copies a package to the folder set for what goes to the platform (a share,
// a one-way gate) and registers it as sent. What lies at path must be the very
// package that was sealed here; "" = where it was written in the workspace. The copy
// is synced and read again before it takes its name.
func (d *Dispatch) Deliver(ctx context.Context, a inspect.Actor, id, path string) (inspect.Filing, error) {
	if err := a.May(inspect.ActResultPublish); err != nil {
		return inspect.Filing{}, err
	}
	n, err := d.c.networks(ctx)
	if err != nil {
		return inspect.Filing{}, err
	}
	if n.Target == "" {
		return inspect.Filing{}, inspect.E(inspect.Refused, "没有设定报送目录").WithArticle("第二十二条").WithHint("在“设置—所在网络”设定；没有设定时由人送达后登记")
	}
	packs, err := store.Packages(ctx, d.c.db, "out")
	if err != nil {
		return inspect.Filing{}, err
	}
	i := slices.IndexFunc(packs, func(p inspect.Exchange) bool { return p.ID == id && p.Kind == string(pack.Upload) })
	if i < 0 {
		return inspect.Filing{}, inspect.E(inspect.NotFound, "没有这一版报送").WithRef(id).WithHint("刷新后重试")
	}
	if path == "" {
		path = d.c.path("packages", packs[i].Name)
	}
	rep, err := d.Verify(ctx, a, path)
	if err != nil {
		return inspect.Filing{}, err
	}
	if !rep.OK || rep.Verdict.Tagmanifest != packs[i].Tagmanifest {
		return inspect.Filing{}, inspect.E(inspect.Damaged, "这个文件不是制作时的那个报送包：%s", path).WithRef(path).WithHint("没有送出。选择原来的文件，或重新制作报送包")
	}
	to := filepath.Join(n.Target, packs[i].Name)
	if _, err := os.Stat(to); err == nil {
		return inspect.Filing{}, inspect.E(inspect.Conflict, "报送目录里已有同名文件：%s", to).WithRef(to).WithHint("没有覆盖。确是上次送出的，直接登记已上传；否则把它移走")
	}
	return d.putFiling(ctx, a, id, "filing.sent", func(f *inspect.Filing) error {
		if err := f.Sent(d.c.today(), "送到报送目录"); err != nil {
			return err
		}
		return backup.Copy(ctx, path, to)
	})
}

// FilingAnswered registers the platform's receipt, which is kept.
func (d *Dispatch) FilingAnswered(ctx context.Context, a inspect.Actor, in FilingAnswer) (inspect.Filing, error) {
	if err := a.May(inspect.ActResultPublish); err != nil {
		return inspect.Filing{}, err
	}
	if in.Proof == "" {
		return inspect.Filing{}, inspect.E(inspect.Refused, "登记平台回执应附回执或截图").WithField("proof").WithArticle("第二十一条").WithHint("选择平台回执文件或页面截图")
	}
	item, err := d.c.media.Add(ctx, in.Proof, nil)
	if err != nil {
		return inspect.Filing{}, err
	}
	return d.putFiling(ctx, a, in.Filing, "filing."+string(in.State), func(f *inspect.Filing) error {
		f.Proof, f.ProofName = item.SHA256, item.Name
		return f.Answered(in.State, in.On, in.No, in.Reason)
	})
}

func (d *Dispatch) putFiling(ctx context.Context, a inspect.Actor, id, action string, fn func(*inspect.Filing) error) (inspect.Filing, error) {
	var f inspect.Filing
	err := d.c.write(ctx, a, inspect.ActResultPublish, func(tx *store.Tx) error {
		list, err := d.c.filings(ctx, tx, "")
		if err != nil {
			return err
		}
		i := slices.IndexFunc(list, func(v FilingView) bool { return v.ID == id })
		if i < 0 {
			return inspect.E(inspect.NotFound, "没有这一版报送").WithRef(id).WithHint("刷新后重试")
		}
		f = list[i].Filing
		if err := fn(&f); err != nil {
			return err
		}
		_, err = tx.Put(ctx, inspect.NounFiling, f.ID, f, store.Event{Action: action, Article: "第二十一条", Reason: f.Reason})
		return err
	})
	return f, err
}

// nextFiling says which version comes next. While the platform has not answered
// the last one there is none: two versions under way could not be told apart.
func (c *core) nextFiling(ctx context.Context, r store.Reader, task string) (int, error) {
	list, err := c.filings(ctx, r, task)
	if err != nil || len(list) == 0 {
		return 1, err
	}
	last := list[0]
	if last.State == inspect.FilingSent {
		return 0, inspect.E(inspect.Refused, "第%d版报送已上传，平台还没有回执", last.Version).WithArticle("第二十一条").WithRef(last.ID).
			WithHint("先登记平台的回执（已受理或已退回），再制作新的一版")
	}
	return last.Version + 1, nil
}

package service

import (
	"cmp"
	"context"
	"fmt"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

const (
	metaNetwork  = "network"         // where this computer is; unset = 单机
	metaPlatform = "networkPlatform" // where the provincial platform is; unset = as this computer
	metaTarget   = "networkTarget"   // folder for what goes to the platform; unset = none
)

// NetworkSetting is what was declared: where this computer is, and where the
// provincial platform.
type NetworkSetting struct {
	Own      inspect.Network `json:"own"`
	Platform inspect.Network `json:"platform"`
	Target   string          `json:"target"`  // folder that packages for the platform are delivered to, "" = none: nothing goes by itself
	Crosses  bool            `json:"crosses"` // what is made for the platform needs 导出审批
}

// Networks reads what was declared.
func (w *Workspace) Networks(ctx context.Context, a inspect.Actor) (NetworkSetting, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return NetworkSetting{}, err
	}
	return w.c.networks(ctx)
}

func (c *core) networks(ctx context.Context) (NetworkSetting, error) {
	own, err := c.db.Meta(ctx, metaNetwork)
	if err != nil {
		return NetworkSetting{}, err
	}
	platform, err := c.db.Meta(ctx, metaPlatform)
	if err != nil {
		return NetworkSetting{}, err
	}
	target, err := c.db.Meta(ctx, metaTarget)
	if err != nil {
		return NetworkSetting{}, err
	}
	n := NetworkSetting{Own: cmp.Or(inspect.Network(own), inspect.NetworkAlone), Target: target}
	n.Platform = cmp.Or(inspect.Network(platform), n.Own)
	n.Crosses = n.Own.Crosses(n.Platform)
	return n, nil
}

// SaveNetworks declares where this computer and the platform are, and the folder
// that packages for the platform are delivered to. A computer of the police network
// cannot become one of another.
func (w *Workspace) SaveNetworks(ctx context.Context, a inspect.Actor, own, platform inspect.Network, target string) (NetworkSetting, error) {
	if err := a.May(inspect.ActSettings); err != nil {
		return NetworkSetting{}, err
	}
	if target != "" {
		if err := w.c.outside(target, "报送目录"); err != nil {
			return NetworkSetting{}, err
		}
	}
	err := w.c.write(ctx, a, inspect.ActSettings, func(tx *store.Tx) error {
		have, err := w.c.networks(ctx)
		if err != nil {
			return err
		}
		if err := have.Own.To(own); err != nil {
			return err
		}
		if err := inspect.NetworkAlone.To(platform); err != nil {
			return err
		}
		for _, kv := range [][2]string{{metaNetwork, string(own)}, {metaPlatform, string(platform)}, {metaTarget, target}} {
			if err := tx.SetMeta(ctx, kv[0], kv[1]); err != nil {
				return err
			}
		}
		return tx.Audit(ctx, store.Event{Action: "network.set", Article: "第二十二条", Detail: "本机" + own.Label() + "，平台" + platform.Label() + map[bool]string{true: "，设报送目录"}[target != ""]}, "", "", "")
	})
	if err != nil {
		return NetworkSetting{}, err
	}
	return w.c.networks(ctx)
}

// nounCrossing is what the consent to bring a package to another network (导出审批)
// is filed under; its Ref is the task and the version that is to go.
const nounCrossing = "crossing"

func crossingRef(task string, version int) string { return fmt.Sprintf("%s/%d", task, version) }

// crossing is the consent under which a version goes to the platform's network,
// in words. Error: Refused when it is needed and not given.
func (c *core) crossing(ctx context.Context, r store.Reader, t inspect.Task, version int) (*pack.Crossing, error) {
	n, err := c.networks(ctx)
	if err != nil || !n.Crosses {
		return nil, err
	}
	rows, _, err := store.List[inspect.Approval](ctx, r, inspect.NounApproval, store.Where("noun", nounCrossing, "ref", crossingRef(t.ID, version)))
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, inspect.E(inspect.Refused, "从%s送往%s，须先经导出审批", n.Own.Label(), n.Platform.Label()).WithArticle("第二十二条").WithRef(t.No).
			WithHint("在“派发与交换”的“报送平台”登记导出审批（命令行 approve 任务 --crossing），每一版各审批一次")
	}
	ap := rows[0]
	return &pack.Crossing{To: n.Platform.Label(), Approval: fmt.Sprintf("%s %s %s 导出审批", ap.Date, ap.Post, ap.Approver)}, nil
}

// crossing registers the consent for the next version of a task.
func (p *Approval) crossing(ctx context.Context, tx *store.Tx, e *entered) error {
	t, err := p.c.task(ctx, tx, e.Ref)
	if err != nil {
		return err
	}
	n, err := p.c.networks(ctx)
	if err != nil {
		return err
	}
	if !n.Crosses {
		return inspect.E(inspect.Refused, "本机在%s，平台在%s，报送不跨网络，不需要导出审批", n.Own.Label(), n.Platform.Label()).WithArticle("第二十二条").WithHint("所在网络在设置中声明")
	}
	version, err := p.c.nextFiling(ctx, tx, t.ID)
	if err != nil {
		return err
	}
	e.Ref, e.Applicant = crossingRef(t.ID, version), tx.Actor().Person
	e.EnteredFor = fmt.Sprintf("导出审批：任务 %s 第%d版报送，从%s送往%s", t.No, version, n.Own.Label(), n.Platform.Label())
	if given, err := store.Count(ctx, tx, inspect.NounApproval, store.Where("noun", nounCrossing, "ref", e.Ref)); err != nil || given > 0 {
		if given > 0 {
			err = inspect.E(inspect.Refused, "第%d版报送的导出审批已经登记，不重复登记", version).WithArticle("第二十二条").WithRef(t.No)
		}
		return err
	}
	if e.Kind == inspect.ApprovalAccount {
		e.Applicant = t.CreatedBy
		applicant, err := store.Get[inspect.Person](ctx, tx, inspect.NounPerson, t.CreatedBy)
		if err != nil {
			return err
		}
		if err := e.Validate(applicant.Name); err != nil {
			return err
		}
		if err := p.c.anothers(ctx, tx, e.Approval); err != nil {
			return err
		}
		_, err = tx.Put(ctx, inspect.NounApproval, e.ID, e.Approval, store.Event{Action: "approval.account", Article: "第二十二条", Reason: e.EnteredFor})
		return err
	}
	return p.c.consent(ctx, tx, e, "第二十二条")
}

// sameNetwork refuses a package from another network that was not let across.
func (c *core) sameNetwork(ctx context.Context, m pack.Meta, path string) error {
	n, err := c.networks(ctx)
	if err != nil {
		return err
	}
	for _, from := range inspect.Networks {
		if from.Label() != m.Network || !from.Crosses(n.Own) || m.Crossing != nil && m.Crossing.To == n.Own.Label() {
			continue
		}
		return inspect.E(inspect.Refused, "这个包来自%s，本机在%s，没有经过导出审批", m.Network, n.Own.Label()).WithArticle("第二十二条").WithRef(path).
			WithHint("没有导入。外勤设备应与办公室在同一网络，或声明为单机；确须跨网络的，由来源单位先办导出审批")
	}
	return nil
}

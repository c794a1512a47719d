package service

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// metaOthers holds the authorities (CA) that a person decided to trust beside
// the own office: what they vouch for verifies here, and nothing that they
// certify can be imported.
const metaOthers = "others"

// authority is one of them.
type authority struct {
	Root  string   `json:"root"`  // fingerprint
	Certs string   `json:"certs"` // its root and the issuers below, PEM
	CRLs  []string `json:"crls"`  // one of each issuer at most
}

// pool is what one authority vouches for.
func (x authority) pool() (*trust.Pool, error) {
	pool, err := trust.NewPool([]byte(x.Certs))
	if err != nil {
		return nil, err
	}
	return pool, x.addTo(pool)
}

func (x authority) addTo(pool *trust.Pool) error {
	for _, l := range x.CRLs {
		if err := pool.AddCRL([]byte(l)); err != nil {
			return err
		}
	}
	return nil
}

func (c *core) authorities(ctx context.Context, r store.Reader) ([]authority, error) {
	return setting[authority](ctx, r, metaOthers)
}

func keepAuthorities(ctx context.Context, tx *store.Tx, list []authority) error {
	return saveSetting(ctx, tx, metaOthers, list)
}

// rootOf is the one root in a file of certificates.
func rootOf(data []byte) (trust.Certificate, error) {
	var root trust.Certificate
	if _, err := trust.NewPool(data); err != nil {
		return root, err
	}
	first, rest, err := trust.SplitChain(data)
	if err != nil {
		return root, err
	}
	for _, one := range append([][]byte{first}, rest...) {
		if _, err := trust.NewPool(one); err != nil {
			continue // an issuer below it
		}
		if root.Fingerprint != "" {
			return root, inspect.E(inspect.Invalid, "文件里有不止一张根证书").WithHint("分开导入，逐张核对指纹")
		}
		if root, err = trust.Describe(one); err != nil {
			return root, err
		}
	}
	return root, nil
}

// AddAuthority trusts the certificates of another authority: one file with its
// root and, where there are, the issuers below. fingerprint is what the person
// got by another way (paper, telephone) and compared: the first 16 hex digits
// or more of the root's SHA-256.
func (t *Trust) AddAuthority(ctx context.Context, a inspect.Actor, file, fingerprint string) (TrustedRoot, error) {
	if err := a.May(inspect.ActPeople); err != nil {
		return TrustedRoot{}, err
	}
	data, err := readSmall(file)
	if err != nil {
		return TrustedRoot{}, err
	}
	root, err := rootOf(data)
	if err != nil {
		return TrustedRoot{}, err
	}
	if err := compared(root, fingerprint); err != nil {
		return TrustedRoot{}, err
	}
	err = t.c.write(ctx, a, inspect.ActPeople, func(tx *store.Tx) error {
		list, err := t.c.authorities(ctx, tx)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(list, func(x authority) bool { return x.Root == root.Fingerprint }) {
			return inspect.E(inspect.Conflict, "已经信任“%s”，没有重复导入", root.Name).WithRef(root.Fingerprint).WithHint("要换成带下级签发者的文件，先取消信任再导入")
		}
		if err := keepAuthorities(ctx, tx, append(list, authority{root.Fingerprint, string(data), []string{}})); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "trust.add", Article: "第二十二条", Detail: root.Fingerprint}, inspect.NounDevice, "", store.Digest(data))
	})
	return rootWords(root), err
}

// AddAuthorityCRL takes a newer revocation list of a trusted authority and says
// what it holds.
func (t *Trust) AddAuthorityCRL(ctx context.Context, a inspect.Actor, file string) (string, error) {
	if err := a.May(inspect.ActPeople); err != nil {
		return "", err
	}
	data, err := readSmall(file)
	if err != nil {
		return "", err
	}
	about, err := trust.DescribeCRL(data)
	if err != nil {
		return "", err
	}
	err = t.c.write(ctx, a, inspect.ActPeople, func(tx *store.Tx) error {
		list, err := t.c.authorities(ctx, tx)
		if err != nil {
			return err
		}
		why := error(inspect.E(inspect.Refused, "还没有信任任何签发机构，不能导入它的吊销名单").WithHint("先导入该机构的根证书"))
		for i, x := range list {
			pool, err := x.pool()
			if err != nil {
				return err
			}
			if why = pool.AddCRL(data); inspect.CodeOf(why) == inspect.Invalid && why != nil {
				continue // another authority's
			}
			if why != nil {
				return why
			}
			older := func(l string) bool {
				old, err := trust.DescribeCRL([]byte(l))
				return err != nil || old.Issuer == about.Issuer
			}
			list[i].CRLs = append(slices.DeleteFunc(x.CRLs, older), string(data))
			if err := keepAuthorities(ctx, tx, list); err != nil {
				return err
			}
			return tx.Audit(ctx, store.Event{Action: "trust.crl", Article: "第二十二条", Detail: fmt.Sprintf("第%d号，%d张", about.Number, about.Entries)}, inspect.NounDevice, "", store.Digest(data))
		}
		return why
	})
	return fmt.Sprintf("“%s”第%d号吊销名单，已吊销%d张", about.Issuer, about.Number, about.Entries), err
}

// RemoveAuthority ends the trust in an authority that AddAuthority began.
func (t *Trust) RemoveAuthority(ctx context.Context, a inspect.Actor, fingerprint, reason string) error {
	if err := a.May(inspect.ActPeople); err != nil {
		return err
	}
	if strings.TrimSpace(reason) == "" {
		return inspect.E(inspect.Invalid, "没有写明为什么不再信任").WithField("reason")
	}
	return t.c.write(ctx, a, inspect.ActPeople, func(tx *store.Tx) error {
		list, err := t.c.authorities(ctx, tx)
		if err != nil {
			return err
		}
		left := slices.DeleteFunc(slices.Clone(list), func(x authority) bool { return x.Root == fingerprint })
		if len(left) == len(list) {
			return inspect.E(inspect.NotFound, "没有信任这个签发机构").WithRef(fingerprint).WithField("fingerprint")
		}
		if err := keepAuthorities(ctx, tx, left); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "trust.remove", Article: "第二十二条", Reason: reason, Detail: fingerprint}, inspect.NounDevice, "", "")
	})
}

// takeOthers takes over, on a laptop, which authorities the office trusts.
func (d *Dispatch) takeOthers(ctx context.Context, tx *store.Tx, r *pack.Reader) error {
	kind, err := store.Meta(ctx, tx, metaKind)
	if err != nil || kind != KindField {
		return err // an office decides for itself
	}
	raw, err := r.ReadFile(trustOthersFile, maxVersion)
	if err != nil {
		return err
	}
	var list []authority
	if err := json.Unmarshal(raw, &list); err != nil {
		return badList("信任的签发机构无法解析").Because(err)
	}
	for _, x := range list {
		if _, err := x.pool(); err != nil {
			return err
		}
	}
	return keepAuthorities(ctx, tx, list)
}

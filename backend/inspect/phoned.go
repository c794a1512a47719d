package inspect

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"
)

// Phoned 电话告知的更换 is what a leader was told by phone of a replacement, while
// the signed amend package has not arrived (P11).
type Phoned struct {
	Code   string `json:"code"` // the read-out code as it was typed
	Nth    int    `json:"nth"`  // the team's change from 1 that it stands for
	Name   string `json:"name"` // the new inspector
	Badge  string `json:"badge"`
	CertNo string `json:"certNo"` // read from the certificate on site
	Leader string `json:"leader"` // badge of the leader from now on
}

// Validate demands what the code covers.
func (p Phoned) Validate() error {
	switch {
	case strings.TrimSpace(p.Code) == "":
		return E(Invalid, "没有输入核对码").WithField("code").WithArticle("第十六条").WithHint("请办公室再读一遍")
	case strings.TrimSpace(p.Name) == "":
		return E(Invalid, "没有输入新检查人员的姓名").WithField("name").WithArticle("第十六条")
	case strings.TrimSpace(p.Badge) == "":
		return E(Invalid, "没有输入新检查人员的警号").WithField("badge").WithArticle("第十六条")
	case strings.TrimSpace(p.CertNo) == "":
		return E(Invalid, "没有输入新检查人员的执法证号").WithField("certNo").WithArticle("第十五条").WithHint("看其本人出示的证件")
	}
	return nil
}

// byBadge is the id of an inspector whom this workspace knows by badge alone.
const byBadge = "badge:"

// BadgeID names an inspector by badge until the register's id is known.
func BadgeID(badge string) string { return byBadge + badge }

// Is tells whether an id means this member: the register's, or the badge.
func (m Member) Is(id string) bool {
	return id == m.Inspector || m.Badge != "" && id == BadgeID(m.Badge)
}

// Phone puts the inspector who was told by phone into the seat of the one who
// leaves. It changes no stored team: only the office does.
func (t *Team) Phone(r ReplaceRequest) {
	for _, m := range t.Members {
		if r.Phoned == nil || !m.Is(r.Inspector) {
			continue
		}
		state := t.State
		comer := Member{Inspector: BadgeID(r.Phoned.Badge), Name: r.Phoned.Name, Badge: r.Phoned.Badge, CertNo: r.Phoned.CertNo, Department: m.Department, Seat: m.Seat, Unconfirmed: true}
		members := append([]Member{}, t.Members...) // the caller's team stays as it is
		t.Members = members
		t.Replace(TeamChange{Request: r.ID, Old: m, New: comer, Led: t.Leader == m.Inspector, At: r.AskedAt})
		t.State = state
		for _, x := range t.Members {
			if x.Badge == r.Phoned.Leader {
				t.Leader = x.Inspector
			}
		}
		return
	}
}

// Fits tells whether the signed change is the one that was told by phone.
func (p Phoned) Fits(old string, c TeamChange) bool {
	return c.Old.Is(old) && c.New.Badge == p.Badge && c.New.Name == p.Name
}

// Settle compares what was told by phone with the signed team: confirmed or
// contradicted; as it was while the team does not have that change yet.
func (r ReplaceRequest) Settle(t Team) RequestState {
	switch {
	case r.Phoned == nil || len(t.Changes) < r.Phoned.Nth:
		return r.State
	case r.Phoned.Fits(r.Inspector, t.Changes[r.Phoned.Nth-1]):
		return RequestConfirmed
	}
	return RequestContradicted
}

// readOut is an alphabet without letters that sound or look alike to digits
// (Crockford's): what is heard as O or I is meant as 0 or 1.
var readOut = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// ReadOutCode is what the office reads to a leader whose laptop is already gone
// (P11): 50 bits of HMAC-SHA256 over the replacement, the key being the id of
// the grant that both sides hold. It shows that the badge and name typed are
// those of the replacement which the office registered for this team; it is no
// signature, and the signed amend package decides.
func ReadOutCode(grant, team string, nth int, old, badge, name, leader string) string {
	mac := hmac.New(sha256.New, []byte(grant))
	fmt.Fprintf(mac, "ssj-amend/1\n%s\n%d\n%s\n%s\n%s\n%s\n", team, nth, old, badge, name, leader)
	code := readOut.EncodeToString(mac.Sum(nil))[:10]
	return code[:5] + "-" + code[5:]
}

// SameCode compares a typed code with the right one: case, blanks, dashes, and O
// for 0 or I and L for 1, do not matter.
func SameCode(typed, code string) bool {
	plain := strings.NewReplacer(" ", "", "-", "", "－", "", "O", "0", "I", "1", "L", "1")
	return hmac.Equal([]byte(plain.Replace(strings.ToUpper(typed))), []byte(plain.Replace(code)))
}

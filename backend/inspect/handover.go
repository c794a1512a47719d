package inspect

// Handover 交接 is how an unfinished inspection goes from one laptop to another
// without the office (P14). It stands in the grant that the first laptop issues
// to the second: from then on only the second may write.
type Handover struct {
	FromGrant  string            `json:"fromGrant"`
	FromDevice string            `json:"fromDevice"` // certificate fingerprint
	FromName   string            `json:"fromName"`
	Giver      string            `json:"giver"` // name of who handed over
	Receiver   string            `json:"receiver"`
	Taker      string            `json:"taker"` // name of the receiver
	Note       string            `json:"note"`
	At         string            `json:"at"`
	Pending    []string          `json:"pending"`  // open, unsigned, 待回填, in words: both sides confirm it
	Versions   []ReceivedVersion `json:"versions"` // what goes over, as the first laptop wrote it
	Files      []string          `json:"files"`    // SHA-256 of media and documents
	AcceptedBy string            `json:"acceptedBy"`
	AcceptedAt string            `json:"acceptedAt"`
	Slips      []string          `json:"slips"` // blobs: the signed slips of this hand-over and those before it
}

// HandedFrom refuses a grant that a laptop could not have issued: it passes on
// what it holds itself, once, within the same epoch.
func (g Grant) HandedFrom(from Grant, signer string) error {
	h := g.Handover
	ok := h != nil && h.FromGrant == from.ID && h.FromDevice == from.Device && from.Device == signer &&
		g.Task == from.Task && g.Epoch == from.Epoch && g.Hand == from.Hand+1 && g.Device != from.Device && len(g.Teams) == 1 && from.Has(g.Teams[0])
	if !ok {
		return E(Refused, "交接的授权与原派发授权不符，没有导入").WithArticle("第十四条").WithRef(g.ID).WithHint("只能由持有授权的设备交出自己的检查组；保留该文件并报告监督人员")
	}
	return nil
}

// MayTake refuses a receiver who is not of the team: who inspects changes only
// by a replacement (art. 16).
func (t Team) MayTake(person string) (Member, error) {
	for _, m := range t.Members {
		if m.Inspector == person && !m.Outside {
			return m, nil
		}
	}
	return Member{}, E(Refused, "接手人不是该检查组的成员，不能接手").WithArticle("第十六条").WithRef(t.ID).WithField("receiver").
		WithHint("人员不得随意更换：先由办公室办理更换，再交接")
}

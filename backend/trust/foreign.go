package trust

import (
	"bytes"
	"slices"

	"github.com/emmansun/gmsm/smx509"

	"shuangsuiji/backend/inspect"
)

// AcceptForeign joins a pending key with what another authority (CA) issued:
// one file with the certificate and all above it up to the root, in any order.
// It may have changed the name, and left out the log and age keys.
func AcceptForeign(p *Pending, file []byte) (*Identity, error) {
	certs, err := parseChain(file)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(certs, func(c *smx509.Certificate) bool { return p.key.PublicKey.Equal(c.PublicKey) })
	if at < 0 {
		return nil, inspect.E(inspect.Invalid, "文件里没有为本机这份申请签发的证书").WithHint("请选择与本机申请对应的证书文件")
	}
	ders := [][]byte{certs[at].Raw}
	for c := certs[at]; !bytes.Equal(c.RawIssuer, c.RawSubject); {
		up := slices.IndexFunc(certs, func(i *smx509.Certificate) bool {
			return bytes.Equal(i.RawSubject, c.RawIssuer) && c.CheckSignatureFrom(i) == nil
		})
		if up < 0 || len(ders) > maxChain {
			return nil, inspect.E(inspect.Invalid, "证书链不完整，缺“%s”的证书", c.Issuer.CommonName).WithHint("把签发机构的各级证书（直到根证书）放进同一个文件")
		}
		c = certs[up]
		ders = append(ders, c.Raw)
	}
	id, err := newIdentity(p.keys, ders)
	if err != nil {
		return nil, err
	}
	return id, checkUse(id.chain[0])
}

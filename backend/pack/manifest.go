package pack

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"
)

// sum is a file and its SHA-256 in lower-case hex.
type sum struct{ name, digest string }

// encodeManifest writes lines as sha256sum does, sorted by the bytes of the
// path.
func encodeManifest(sums []sum) []byte {
	slices.SortFunc(sums, func(a, b sum) int { return strings.Compare(a.name, b.name) })
	var b bytes.Buffer
	for _, s := range sums {
		b.WriteString(s.digest + "  " + s.name + "\n")
	}
	return b.Bytes()
}

// parseManifest reads what encodeManifest wrote and nothing else: the same
// list has one encoding.
func parseManifest(data []byte) (map[string]string, error) {
	var sums []sum
	byName := map[string]string{}
	for i, line := range strings.SplitAfter(string(data), "\n") {
		if line == "" {
			continue
		}
		digest, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok || !isDigest(digest) || checkName(name) != nil {
			return nil, fmt.Errorf("清单第 %d 行不是「摘要  文件名」", i+1)
		}
		if _, twice := byName[name]; twice {
			return nil, fmt.Errorf("清单第 %d 行重复列出 %s", i+1, name)
		}
		byName[name] = digest
		sums = append(sums, sum{name, digest})
	}
	if !bytes.Equal(encodeManifest(sums), data) {
		return nil, fmt.Errorf("清单的次序或换行不合规定")
	}
	return byName, nil
}

// bagitText is the bag declaration (RFC 8493, section 2.1.1).
const bagitText = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

// senderLabel names the folder the package was made as.
const senderLabel = "Internal-Sender-Identifier: "

// encodeInfo is bag-info.txt (RFC 8493, section 2.2.2), wholly determined by
// the package description, the folder's name and the payload's size.
func encodeInfo(m Meta, folder string, size int64, files int) []byte {
	created, _ := time.Parse(TimeLayout, m.CreatedAt) // checked with the rest of m
	return fmt.Appendf(nil, "Source-Organization: %s\nBagging-Date: %s\nExternal-Identifier: %s\n%s%s\nBag-Software-Agent: shuangsuiji package format %d\nPayload-Oxum: %d.%d\n",
		m.Unit, created.In(beijing).Format("2006-01-02"), m.ID, senderLabel, folder, m.Format, size, files)
}

// infoFolder reads the folder's name back.
func infoFolder(info []byte) string {
	for line := range strings.Lines(string(info)) {
		if folder, ok := strings.CutPrefix(line, senderLabel); ok {
			return strings.TrimSuffix(folder, "\n")
		}
	}
	return ""
}

// beijing is the zone of legal dates, whatever the PC's.
var beijing = time.FixedZone("UTC+8", 8*3600)

package pdf

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
)

// boundFile is a file of every kind of document, with a scan, something missing,
// and evidence.
func boundFile(t *testing.T, f *Fonts) (path string, d Dossier) {
	t.Helper()
	d = Dossier{Kind: "一企一档", Organ: "某市公安局××分局", Title: "𠮷庆㛃旅馆", Facts: [][2]string{{"地址", "虚构路1号"}}, Made: "2026-03-20T10:00:00+08:00",
		MadeOn: "2026年3月20日", Maker: "周办公", Notes: []string{"笔录缺第2页"},
		Evidence: []DossierEvidence{{Of: "𠮷庆㛃旅馆", Name: "前台.jpg", Kind: "照片", When: "2026-03-03 09:00", Size: "12345 字节", SHA256: strings.Repeat("0a", 32), SM3: strings.Repeat("0b", 32), State: "已复制入库"}}}
	all := samples(t)
	for _, kind := range []inspect.DocumentKind{inspect.DocSceneRecord, inspect.DocEvidenceList, "spot-penalty"} {
		d.Parts = append(d.Parts, DossierPart{Number: "某公检录〔2026〕1号", Title: string(kind), Date: "2026-03-03", Snapshot: all[kind]})
	}
	scan, err := os.ReadFile("testdata/scene-record-1.png")
	if err != nil {
		t.Fatal(err)
	}
	d.Parts = append(d.Parts, DossierPart{Title: "审批表", Pictures: []Picture{{Data: scan, Turn: 90}}}, DossierPart{Title: "行政检查通知书", Note: "缺：没有制作"})
	out, _, err := RenderDossier(f, d, func(int) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "dossier.pdf")
	if err := os.WriteFile(path, out, 0o600); err != nil {
		t.Fatal(err)
	}
	return path, d
}

// A bound file says on which of its pages each part is, numbers them, keeps
// every sheet's own size, and says what is missing.
func TestDossierPages(t *testing.T) {
	path, _ := boundFile(t, loadFonts(t))
	text := squeeze(run(t, "poppler-utils", "pdftotext", "-raw", "-enc", "UTF-8", path, "-"))
	for _, want := range []string{"行政检查一企一档", "案卷题名：𠮷庆㛃旅馆", "1某公检录〔2026〕1号scene-record2026-03-031—3", "审批表7", "5行政检查通知书缺缺：没有制作", "6证据材料清单（附校验值）81件，另存",
		"卷内第1页", "卷内第8页", "本卷共有文件材料8页", "1．笔录缺第2页", "SM3" + strings.Repeat("0b", 32)} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not printed in\n%s", want, text)
		}
	}
	info := run(t, "poppler-utils", "pdfinfo", "-f", "1", "-l", "20", path)
	if strings.Count(info, "841.89 x 595.28") != 3 || strings.Count(info, "595.28 x 841.89") != 8 {
		t.Errorf("sheets: %s", info)
	}
}

// A set keeps the sheet of each of its documents and marks the copies.
func TestSetPages(t *testing.T) {
	all := samples(t)
	out, pages, err := RenderSet(loadFonts(t), []SetPart{{Snapshot: all[inspect.DocEvidenceList]}, {Snapshot: all[inspect.DocInspectionNotice], Copies: []string{"附卷", "当事人"}}})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "set.pdf")
	if err := os.WriteFile(path, out, 0o600); err != nil {
		t.Fatal(err)
	}
	info := run(t, "poppler-utils", "pdfinfo", "-f", "1", "-l", "20", path)
	text := squeeze(run(t, "poppler-utils", "pdftotext", "-raw", path, "-"))
	if pages != 6 || strings.Count(info, "841.89 x 595.28") != 2 || strings.Count(text, "第1页共2页") != 3 || !strings.Contains(text, "当事人") {
		t.Errorf("%d pages\n%s\n%s", pages, info, text)
	}
}

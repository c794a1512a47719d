package service

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
)

// stationFields are the columns of a collection station's list, under the titles
// that makers give them.
var stationFields = []sheet.Field{
	{Name: "recorder", Titles: []string{"设备编号", "执法记录仪编号", "记录仪编号", "设备号", "产品编号", "设备序号"}, Required: true},
	{Name: "officer", Titles: []string{"使用人", "佩戴人", "警员姓名", "警员", "姓名", "民警"}},
	{Name: "badge", Titles: []string{"警号", "警员编号", "使用人警号"}},
	{Name: "from", Titles: []string{"开始时间", "录制开始时间", "拍摄时间", "拍摄开始时间", "录像起"}, Required: true},
	{Name: "to", Titles: []string{"结束时间", "录制结束时间", "拍摄结束时间", "录像止"}},
	{Name: "duration", Titles: []string{"时长", "时长（秒）", "录制时长", "文件时长"}},
	{Name: "name", Titles: []string{"文件名", "文件名称", "媒体名称", "名称"}, Required: true},
	{Name: "size", Titles: []string{"文件大小", "大小", "大小（字节）", "文件大小（字节）"}},
	{Name: "sha256", Titles: []string{"SHA-256", "SHA256", "校验值", "摘要", "哈希值"}},
	{Name: "sm3", Titles: []string{"SM3", "SM3摘要"}},
	{Name: "place", Titles: []string{"存放位置", "存储位置", "存放处", "存储路径", "采集站", "采集站名称"}},
}

// readStation reads the lines of a list that can be read, says what is wrong with
// the others, and gives the SHA-256 of the file.
func readStation(ctx context.Context, path string) (files []inspect.StationFile, faults []string, digest string, err error) {
	if digest, err = fileDigest(path); err != nil {
		return nil, nil, "", err
	}
	layout, err := sheet.Inspect(path, stationFields)
	if err != nil {
		return nil, nil, "", err
	}
	if len(layout.Missing) > 0 {
		return nil, nil, "", inspect.E(inspect.Invalid, "采集站清单缺少这些列：%s", strings.Join(layout.Missing, "、")).WithRef(path).
			WithHint("清单至少要有设备编号、开始时间、文件名三列；请在采集站重新导出，或把列名改成这些名称")
	}
	faults = []string{}
	err = sheet.Read(ctx, path, stationFields, layout, func(r sheet.Row) error {
		f, why := stationFile(r)
		if why != "" {
			faults = append(faults, fmt.Sprintf("第%d行：%s", r.No, why))
			return nil
		}
		files = append(files, f)
		return nil
	})
	return files, faults, digest, err
}

// stationFile is one line, or what is wrong with it.
func stationFile(r sheet.Row) (f inspect.StationFile, why string) {
	f = inspect.StationFile{Row: r.No, Recorder: r.Get("recorder"), Officer: r.Get("officer"), Badge: r.Get("badge"), Name: r.Get("name"), Place: r.Get("place"),
		SHA256: strings.ToLower(r.Get("sha256")), SM3: strings.ToLower(r.Get("sm3"))}
	for _, p := range r.Problems() {
		return f, "“" + p.Column + "”" + p.Reason
	}
	var ok bool
	if f.From, ok = stationTime(r.Get("from")); !ok {
		return f, "开始时间“" + r.Get("from") + "”看不懂，应写作 2026-03-05 09:30:00"
	}
	if to := r.Get("to"); to != "" {
		if f.To, ok = stationTime(to); !ok || f.To < f.From {
			return f, "结束时间“" + to + "”不对，应写作 2026-03-05 09:45:00，且不早于开始时间"
		}
	}
	if f.Duration, ok = stationLength(r.Get("duration")); !ok {
		return f, "时长“" + r.Get("duration") + "”看不懂，应写作 00:15:00 或秒数"
	}
	if f.Size, ok = stationSize(r.Get("size")); !ok {
		return f, "文件大小“" + r.Get("size") + "”看不懂，应写作字节数或 350 MB"
	}
	ref := inspect.Evidence{Kind: inspect.KindVideo, Name: f.Name, Place: "采集站", SHA256: f.SHA256, SM3: f.SM3}
	if err := ref.CheckReference(); err != nil {
		return f, inspect.ForPerson(err).Message
	}
	return f, ""
}

// stationTimes are the ways a station writes a local time.
var stationTimes = []string{"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15:04:05", "20060102150405", "20060102 150405", "2006-1-2 15:04:05", "2006-1-2 15:04"}

func stationTime(text string) (string, bool) {
	text = strings.NewReplacer("/", "-", "：", ":", "年", "-", "月", "-", "日", "").Replace(strings.TrimSpace(text))
	for _, layout := range stationTimes {
		if t, err := time.ParseInLocation(layout, text, inspect.China); err == nil {
			return inspect.Instant(t), true
		}
	}
	return "", false
}

// stationLength reads seconds, or hours, minutes and seconds; "" is 0.
func stationLength(text string) (float64, bool) {
	parts := strings.Split(strings.ReplaceAll(strings.TrimSuffix(strings.TrimSpace(text), "秒"), "：", ":"), ":")
	if len(parts) == 1 && parts[0] == "" {
		return 0, true
	}
	total := 0.0
	for _, p := range parts {
		n, err := strconv.ParseFloat(strings.TrimSpace(p), 64)
		if err != nil || n < 0 || len(parts) > 3 {
			return 0, false
		}
		total = total*60 + n
	}
	return total, true
}

// stationSize reads bytes, or a number with its unit (of 1024); "" is 0.
func stationSize(text string) (int64, bool) {
	text = strings.ToUpper(strings.NewReplacer(",", "", " ", "", "字节", "").Replace(text))
	if text == "" {
		return 0, true
	}
	unit := 1.0
	for _, u := range []struct {
		name string
		of   float64
	}{{"G", 1 << 30}, {"M", 1 << 20}, {"K", 1 << 10}, {"", 1}} {
		if cut, ok := strings.CutSuffix(strings.TrimSuffix(text, "B"), u.name); ok {
			text, unit = cut, u.of
			break
		}
	}
	n, err := strconv.ParseFloat(text, 64)
	return int64(n * unit), err == nil && n >= 0
}

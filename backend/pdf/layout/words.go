package layout

import (
	"strings"
	"unicode/utf8"
)

// titleWords are what names of organs, documents and notices are made of. A name
// of a place or of a firm is none of them; it stands whole between two of them.
var titleWords = strings.Fields(`
	公安局 公安厅 公安部 派出所 分局 总队 支队 大队 中队 治安 管理 巡警 特警 刑警 交警 网安 禁毒 内保 出入境 户政 指挥 中心 人民政府 办公室 委员会
	市场监督 监督 监管 消防 救援 应急 卫生 健康 文化 旅游 交通 运输 生态 环境 住房 城乡 建设 执法 综合 行政 高新 经济 技术 开发区
	检查 抽查 随机 双随机 一公开 部门 联合 任务 计划 年度 事项 清单 结果 公告 公示 通告 名单 名录库 对象 人员 单位 企业 场所 娱乐 旅馆 旅馆业 典当业 公章 刻制业 保安 服务 服务业 寄递
	危险 物品 民用 枪支 爆炸 爆破 作业 易制毒 易制爆 化学品 剧毒 废旧 金属 收购 机动车 修理业 开锁业 印刷业 上网 网吧 校园 学校 医院 银行 金融 网点 加油站 专项 行动 集中 排查 整治 隐患 治安隐患 安全 防范
	审批表 审批 通知书 通知 决定书 决定 告知书 告知 告知函 反馈书 反馈 笔录 记录表 记录 申请书 申请 登记表 登记 意见书 意见 委托书 采用表 派发单 移送函 抄告函 送达 回证 清单 说明 情况
	现场 书面 网络 监测 询问 勘验 陈述 申辩 权利 义务 证据 保全 先行 保存 调取 电子 数据 提取 抽样 取证 责令 停止 改正 限期 整改 违法 行为 延期 复查 复核 处罚 当场 不予 公开 更正 更换 抽取 工作 方案 派发 回避 鉴定
	线索 移送 补充 例外 音视频 资料 卷内 目录 备考表 档案 关于 开展 实施 进行 组织 印发 调整 第一 第二 第三 第四 季度 上半年 下半年 第一批 第二批
`)

// wordEnds tells for every offset of a title whether a line may end there: after
// a word, or inside of what is no known word when that is longer than most
// characters. One character is never left alone.
func wordEnds(text string, most int) []bool {
	ends := make([]bool, len(text)+1)
	from := 0 // where what is no known word begins
	unknown := func(to int) {
		run := text[from:to]
		n := utf8.RuneCountInString(run)
		if n == 1 {
			ends[from] = false // it stays with what precedes it
		}
		for off := range run {
			if n > most && off > 0 {
				ends[from+off] = true
			}
		}
	}
	for off := 0; off < len(text); {
		best := 0
		for _, w := range titleWords {
			if len(w) > best && strings.HasPrefix(text[off:], w) {
				best = len(w)
			}
		}
		if best > 0 {
			ends[off], ends[off+best] = true, true
			unknown(off)
			off += best
			from = off
			continue
		}
		_, n := utf8.DecodeRuneInString(text[off:])
		off += n
	}
	unknown(len(text))
	for off := range ends {
		if ends[off] && (alone(text[:off]) || alone(text[off:])) {
			ends[off] = false
		}
	}
	return ends
}

func alone(part string) bool { return utf8.RuneCountInString(strings.TrimSpace(part)) < 2 }

// balanced breaks a title between its words in the least width that needs no
// more lines.
func balanced(t *setter, width float64) []string {
	ends := wordEnds(t.text, int(width/t.spans[0].Style.Size))
	set := func(width float64) (lines []string, whole bool) {
		lines, whole = breakLines(t.text, width, width, t.advance, ends), true
		at := 0
		for _, line := range lines[:len(lines)-1] {
			at += len(line)
			whole = whole && (ends[at] || endsParagraph(line))
		}
		return lines, whole
	}
	lines, whole := set(width)
	for low, high := 0.0, width; high-low > 1; {
		mid := (low + high) / 2
		if tried, ok := set(mid); len(tried) > len(lines) || whole && !ok {
			low = mid
		} else {
			lines, high = tried, mid
		}
	}
	return lines
}

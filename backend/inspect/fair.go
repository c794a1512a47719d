package inspect

// FairLevel is what the chi-square figure of past draws amounts to.
type FairLevel string

const (
	FairFew   FairLevel = "few"   // 抽取次数太少
	FairEven  FairLevel = "even"  // 未见偏离
	FairWatch FairLevel = "watch" // 偏离略大
	FairOdd   FairLevel = "odd"   // 偏离明显
)

func (l FairLevel) Label() string {
	return label(map[FairLevel]string{FairFew: "抽取次数太少，不作判断", FairEven: "未见偏离", FairWatch: "偏离略大", FairOdd: "偏离明显，请核查"}, l)
}

package inspect

import "slices"

// Network 本机所在网络, as declared for a workspace. A computer that touched one
// must not touch another (一机两用), so what goes across needs a consent.
type Network string

const (
	NetworkAlone      Network = "alone"      // 单机
	NetworkPolice     Network = "police"     // 公安网
	NetworkGovernment Network = "government" // 政务外网
	NetworkInternet   Network = "internet"   // 互联网
)

// Networks are all of them, in the order a page offers them.
var Networks = []Network{NetworkAlone, NetworkPolice, NetworkGovernment, NetworkInternet}

func (n Network) Label() string {
	return label(map[Network]string{NetworkAlone: "单机", NetworkPolice: "公安网", NetworkGovernment: "政务外网", NetworkInternet: "互联网"}, n)
}

// Crosses tells whether what goes from n to another network needs a consent. A
// computer on no network is reached by disc or stick only, by whoever holds it.
func (n Network) Crosses(to Network) bool {
	return n != to && n != NetworkAlone && to != NetworkAlone && n != "" && to != ""
}

// To refuses to declare another network for a computer that was declared to be
// on the police network.
func (n Network) To(next Network) error {
	if !slices.Contains(Networks, next) {
		return E(Invalid, "不认识的网络“%s”", next).WithField("network").WithHint("可用 alone（单机）、police（公安网）、government（政务外网）、internet（互联网）")
	}
	if n == NetworkPolice && next != NetworkPolice && next != NetworkAlone {
		return E(Refused, "本机已声明接入公安网，不能改为接入%s", next.Label()).WithArticle("第二十二条").WithField("network").
			WithHint("一台计算机不得先后接入两个网络；需在另一网络使用的，在那里的计算机上另建工作区，以数据包交换")
	}
	return nil
}

"""A second vocabulary that what groups needs never saw, neither as anchors nor while its constants were chosen."""

from __future__ import annotations

from nuantu.deliberation.needs.made.opinions import Vocabulary, load_vocabulary

PLACES = {
    "tea": ["奶茶店", "茶饮店", "饮品店", "果汁铺子"],
    "hotpot": ["火锅店", "涮肉馆", "串串香", "麻辣烫店"],
    "breakfast": ["早餐店", "包子铺", "粥铺", "豆浆油条摊"],
    "pets": ["宠物店", "宠物诊所", "兽医站", "猫咖"],
    "glasses": ["眼镜店", "配镜中心", "验光店", "眼科门店"],
    "toys": ["玩具店", "母婴店", "童装店", "婴儿用品店"],
    "garage": ["地下车库", "停车楼", "立体停车场", "地库"],
    "camp": ["露营地", "营地", "房车基地", "帐篷区"],
    "photo": ["影楼", "摄影工作室", "婚纱店", "写真馆"],
    "dentist": ["牙科", "口腔诊所", "牙医诊所", "种牙中心"],
}
MATTERS = {
    "rent": ["{p}附近房租涨得太快", "{p}周边租房贵", "住{p}那片，房东又加价", "押金不退，{p}的中介坑人",
             "合租八个人挤一间在{p}"],
    "noise": ["{p}太吵", "{p}半夜还放音响", "在{p}被噪声震得睡不着", "{p}施工从早响到晚", "{p}喇叭喊个不停"],
    "smoke": ["{p}里抽烟的太多", "{p}二手烟呛人", "{p}没人管吸烟", "一进{p}烟雾缭绕", "{p}禁烟牌成了摆设"],
    "dogs": ["{p}有野狗", "{p}狗不拴绳", "在{p}让狗咬了", "{p}流浪犬追着车跑", "{p}的大狼狗吓人"],
    "pay": ["{p}那单少算了钱", "送{p}距离算短了", "{p}的补贴没到账", "{p}配送费降到三块", "结算对不上，{p}的单子漏了"],
    "rude": ["{p}的人骂我", "{p}前台态度恶劣", "{p}顾客张口就侮辱人", "在{p}被人推了一把", "{p}的店员翻白眼"],
    "lost": ["{p}的外卖被偷了", "放{p}的餐丢了", "{p}取餐架上的袋子让人拿走", "{p}餐品失窃，赔的是我",
             "{p}没监控，谁拿走了不知道"],
    "heat": ["{p}太晒", "{p}没有遮阳的地方", "在{p}中暑了", "{p}热得像蒸笼", "{p}等单时头顶大太阳"],
}


def load_other() -> Vocabulary:
    """80 types of its own; what stands around them is as in the shipped vocabulary."""
    return Vocabulary(PLACES, MATTERS, load_vocabulary().speech)

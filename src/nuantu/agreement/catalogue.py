"""The catalogue of clause types: every type that a provision may name, whether or not it is built.

A provision whose types are not built stays pending: shown, never in force. The list follows the chapters of
negotiated agreements; ids are stable, names are file names.
"""

from __future__ import annotations

from typing import Final

from nuantu.agreement.clause import Chapter

_PAY: Final = """
P01 hourly_floor 小时报酬下限
P02 aggregate_floor 群体合计下限
P03 monthly_guarantee 月收入保底
P04 engaged_time_distance_floor 时长里程下限
P05 price_components 计价构成公示
P06 difficulty_premium 大重难单
P07 special_weather_subsidy 特殊天气补贴
P08 heat_allowance 高温津贴
P09 holiday_premium 节假日报酬
P10 night_supplement 夜间补贴
P11 no_late_deduction 超时不扣款
P12 deduction_whitelist 扣款清单
P13 commission_cap_order 单笔抽成上限
P14 commission_cap_period 月均抽成上限
P15 pay_timeliness 按时足额
P16 wait_or_rest_pay 等待休息补贴
P17 seniority_bonus 工龄
P18 cancel_return_comp 取消空驶补偿
P19 incentive_guardrail 冲单奖限制
P20 partner_pay_guarantee 合作商支付监督
P21 weekday_distance_band 分日分距
P22 winter_supplement 冬季补贴
P23 equipment_allowance 装备补贴
P24 shift_overrun 末单超时补贴
"""
_RST: Final = """
R01 worktime_definition 工时口径
R02 fatigue_reminder 疲劳提醒
R03 daily_stop 单日上限强制下线
R04 continuous_pause 连续接单暂停
R05 soft_cap_confirm 到时确认
R06 long_rest 长休
R07 driving_time 驾驶时间
R08 weekly_rest 每周休息
R09 consecutive_days_alert 连续出勤
R10 self_rest_slot 自选休息
R11 no_penalty_offline 离线不罚
R12 women_special 女骑手
R13 pre_limit_voice 提前语音
R14 rest_place_link 休息引导
"""
_DSP: Final = """
D01 eta_max_of 取最长
D02 eta_speed_basis 时速口径
D03 eta_window 时间段
D04 eta_extension 补时
D05 red_light_exclusion 红灯剔除
D06 access_friction 进门难
D07 concurrency_cap 同时在手上限
D08 new_rider_protection 新手保护
D09 route_detour 顺路
D10 meal_ready_dispatch 出餐后调度
D11 refusal_right 拒单转单权
D12 proactive_reassign 主动改派
D13 offer_transparency 接单前信息
D14 preference_constraints 偏好
D15 weather_stop 极端天气暂停缩圈
D16 heat_exposure 高温作业
D17 safety_factors 安全因素
D18 fatigue_hard_gate 防疲劳硬约束
D19 score_rules 积分规则
D20 fault_attribution 责任核实
D21 no_adverse_priority 不降优先级
D22 vehicle_gate 车辆合规
D23 violation_ladder 分层治理
"""
_CAR: Final = """
C01 injury_premium 职伤按单
C02 injury_claim_service 职伤理赔服务
C03 pension_subsidy 养老补贴
C04 medical_subsidy 医疗补贴
C05 serious_illness 大病帮扶
C06 child_education 子女教育
C07 union_hardship 困难帮扶
C08 safety_reward 安全分奖励
C09 commercial_insurance 商业保险
C10 equipment 装备
C11 station_entitlement 驿站
C12 supply_entitlement 物资
C13 warm_meal 暖心餐
C14 mental_health 心理关怀
C15 emergency_help 应急救助
C16 weather_review_removal 天气差评剔除
C17 health_stipend 健康津贴
"""
_DEV: Final = """
V01 paid_training 带薪培训
V02 training_restores_points 学习恢复积分
V03 mentor 老带新
V04 skill_contest 技能竞赛
V05 skill_certificate 技能等级
V06 promotion_path 晋升
V07 education_fund 学历与转型
V08 reputation_portability 信誉可携
"""
_GOV: Final = """
G01 algorithm_disclosure 算法公示
G02 change_consultation 变更协商
G03 explanation_right 说明权
G04 human_review 人工复核
G05 human_only_suspension 停用须人工
G06 appeal_channel 申诉渠道
G07 regular_talk 恳谈
G08 rollout_commitment 落地承诺
G09 directional_improvement 持续改进
G10 anti_retaliation 禁止报复
G11 banned_data 禁采数据
G12 retention_record 留存
G13 three_party_obligation 三方义务
G14 evaluation_cycle 定期评估
G15 renewal_window 续签窗口
"""


def _read_catalogue() -> dict[str, tuple[str, Chapter, str]]:
    chapters: tuple[tuple[Chapter, str], ...] = (
        ("PAY", _PAY), ("RST", _RST), ("DSP", _DSP), ("CAR", _CAR), ("DEV", _DEV), ("GOV", _GOV),
    )
    found: dict[str, tuple[str, Chapter, str]] = {}
    for chapter, lines in chapters:
        for line in lines.strip().splitlines():
            type_id, name, words_zh = line.split(maxsplit=2)
            found[name] = (type_id, chapter, words_zh)
    return found


#: name -> (id, chapter, words in Chinese)
CATALOGUE: Final = _read_catalogue()

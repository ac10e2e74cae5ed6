#include "words.h"

#include <string.h>

static const char surnames[] = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹"
                               "袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚";
static const char given[] = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鹏飞宁波斌宇浩"
                            "凯健俊帆雪婷慧莹倩颖琳晨阳博文思佳欣怡子涵梓萱嘉诚志远建国海燕春梅";

const char *const words_regions[] = {"华东", "华南", "华北", "华中", "西南", "西北", "东北", NULL};
const char *const words_ratings[] = {"AAA", "AA", "A", "BBB", "BB", "B", "C", "", NULL};
const char *const words_clients[] = {"甲银行", "乙消金", "丙汽车金融", "丁商贸", NULL};
const char *const words_products[] = {"credit_card", "consumer_loan", "car_loan", "trade_credit",
                                      NULL};
const char *const words_reasons[] = {"失业",     "收入减少", "生病住院", "生意亏损", "工资未发",
                                     "忘记还款", "多头负债", "账单有误", "人在外地", NULL};
const char *const words_complaints[] = {
    "态度恶劣",       "一天打了好几次电话", "晚上十点以后还来电", "向同事透露了欠款",
    "金额与账单不符", "已还款仍被催收",     "言语威胁",           NULL};
const char *const words_absences[] = {"年假", "病假", "事假", NULL};
const char *const words_courses[] = {"合规基础", "谈判技巧", "债务法律常识", "系统操作", NULL};

const char *const words_openings[] = {"坐席:您好,请问是本人吗?您的账户已经逾期,请问今天方便还款吗?",
                                      "坐席:您好,这里是客户服务中心,提醒您账单已过还款日。",
                                      "坐席:您好,想跟您核对一下欠款金额和还款安排。", NULL};
const char *const words_refusals[] = {"客户:我现在没有钱,也不打算还。", "客户:不要再打电话给我了。",
                                      "客户:等我有钱再说吧,现在真的没办法。", NULL};
const char *const words_disputes[] = {"客户:这个金额不对,我只借了一半。",
                                      "客户:我上个月已经还过了,你们查一下。",
                                      "客户:这笔账单不是我用的。", NULL};
const char *const words_promises[] = {"客户:发了工资就还,给我几天时间。",
                                      "客户:可以,我先还一部分。", "客户:好的,我到那天一定还上。",
                                      NULL};
const char *const words_answers[] = {"客户:我知道了,我跟家里商量一下。",
                                     "客户:最近生意不好,能不能少一点?", "客户:我在开会,晚点再说。",
                                     "客户:可以申请分期吗?", NULL};
const char *const words_closings[] = {
    "坐席:我可以为您申请分期,请留意短信。", "坐席:好的,我已记录,感谢您的配合。",
    "坐席:请按时还款,以免影响您的征信记录。", "坐席:那我过几天再联系您,再见。", NULL};
const char *const words_threats[] = {"坐席:再不还款就上门找你家人。",
                                     "坐席:你不还,我们就告诉你单位领导。",
                                     "坐席:你这个老赖,真不要脸。",
                                     "坐席:我是公安局的,今天不还就来抓你。",
                                     "坐席:我给你通讯录里的人挨个打电话。",
                                     "坐席:再拖下去你等着坐牢。",
                                     NULL};
const char *const words_quotations[] = {"客户:上次有人说要告诉你单位,这样的电话我要投诉。",
                                        "客户:你们同事还骂我老赖。",
                                        "坐席:您放心,我们不会说“告诉你单位”这样的话。", NULL};

static void put_character(char *to, const char *from, size_t bytes, struct rng *rng)
{
    int32_t at = rng_below(rng, (int32_t)(bytes / 3)); /* every one of them is 3 bytes of UTF-8 */

    memcpy(to, from + 3 * at, 3);
}

void words_name(struct rng *rng, char name[NAME_SIZE])
{
    size_t length = 6;

    memset(name, 0, NAME_SIZE);
    put_character(name, surnames, sizeof surnames - 1, rng);
    put_character(name + 3, given, sizeof given - 1, rng);
    if (rng_permille(rng, 650))
        put_character(name + length, given, sizeof given - 1, rng);
}

const char *words_pick(struct rng *rng, const char *const *list)
{
    int32_t count = 0;

    while (list[count])
        count++;
    return list[rng_below(rng, count)];
}

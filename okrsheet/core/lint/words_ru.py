"""Russian, a beginning."""

from okrsheet.core.lint.vocabulary import Vocabulary, listed

WORDS = Vocabulary(
    code="ru",
    up=listed("увеличить повысить поднять нарастить расширить удвоить привлечь рост увеличение"),
    down=listed("снизить уменьшить сократить понизить снижение сокращение уменьшение"),
    change=listed(
        "увеличить повысить поднять нарастить расширить снизить уменьшить сократить понизить"
    ),
    keep=listed("сохранить удержать поддерживать"),
    better=listed("улучшить укрепить усилить оптимизировать упростить модернизировать развить"),
    reach=listed("достичь достигнуть получить обеспечить выйти набрать"),
    endless=listed(
        "помогать изучать исследовать анализировать участвовать продолжать содействовать"
    ),
    work=listed("провести организовать обучить подготовить протестировать опросить"),
    make=listed(
        "создать разработать написать опубликовать внедрить построить выпустить реализовать "
        "завершить настроить"
    ),
    launch=listed("запустить начать"),
    hire=listed("нанять"),
    feelings=listed("лучше лучший хороший хорошо больше"),
    lower_is_better=listed(
        "время срок затраты расходы издержки отток ошибок ошибки жалоб обращений текучесть"
    ),
    metrics=listed("выручка выручку продажи прибыль качество удовлетворенность конверсия"),
    small=listed("и в во на с со для по до от из не что к за при о об у как или"),
    origin=listed("с со от"),
    goal=listed("до"),
    step=listed("на"),
    now=listed("сейчас"),
    at_least=listed("минимум"),
    at_most=listed("максимум"),
    more=listed("более больше выше"),
    less=listed("менее меньше ниже"),
    than=listed("чем"),
    negations=listed("не"),
    scales={"тыс": 1e3, "тысяч": 1e3, "млн": 1e6, "миллионов": 1e6, "млрд": 1e9},
    periods={
        "секунд": "seconds",
        "секунды": "seconds",
        "минут": "minutes",
        "минуты": "minutes",
        "часов": "hours",
        "часа": "hours",
        "дней": "days",
        "дня": "days",
        "недель": "weeks",
        "недели": "weeks",
        "месяцев": "months",
        "месяца": "months",
        "лет": "years",
        "года": "years",
    },
    short_periods=listed("seconds minutes hours days"),
    within=listed("за в течение через"),
    places=listed("в на для"),
    labels=listed("этап версия версии фаза неделя день топ"),
    deadlines=listed("q1 q2 q3 q4 квартал квартала"),
    per=listed("каждый каждую каждое"),
    rhythms=listed("день неделю месяц"),
    and_words=listed("и"),
    continuing=listed("продолжать сохранить"),
    decimal_comma=True,
)

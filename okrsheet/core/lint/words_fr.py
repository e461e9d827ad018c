"""French, a beginning."""

from okrsheet.core.lint.vocabulary import Vocabulary, listed

WORDS = Vocabulary(
    code="fr",
    up=listed("augmenter augmentation accroître croître croissance élever doubler étendre gagner"),
    down=listed("réduire réduction diminuer baisser abaisser raccourcir minimiser supprimer"),
    change=listed("augmenter accroître croître élever étendre réduire diminuer baisser abaisser"),
    keep=listed("maintenir conserver préserver garder"),
    better=listed(
        "améliorer optimiser renforcer moderniser simplifier favoriser développer accélérer"
    ),
    reach=listed("atteindre obtenir générer réaliser avoir dépasser"),
    endless=listed(
        "soutenir aider analyser participer collaborer contribuer accompagner explorer étudier "
        "continuer encourager promouvoir"
    ),
    work=listed("organiser interviewer former planifier préparer présenter mener"),
    make=listed("créer livrer publier écrire rédiger documenter définir construire terminer"),
    launch=listed("lancer démarrer commencer"),
    hire=listed("recruter embaucher"),
    feelings=listed("meilleur meilleure mieux bon bonne suffisant heureux satisfait plus"),
    subjective=listed("efficace robuste moderne simple clair facile"),
    lower_is_better=listed(
        "coût coûts temps délai délais erreurs accidents réclamations absentéisme retard retards"
    ),
    service=listed("disponibilité sla"),
    metrics=listed("ventes satisfaction qualité productivité culture sécurité nps rétention"),
    letters=listed("x y z n"),
    placeholders=listed("tbd xx xxx"),
    elsewhere=listed("objectif objectifs plan budget"),
    articles=listed("le la les un une l'"),
    small=listed(
        "le la les un une des de du d' en pour par avec et ou que à au aux est sont être sans sur "
        "dans entre son sa ses leur leurs qui"
    ),
    states=listed("est sont a ont était étaient"),
    origin=listed("de"),
    goal=listed("à"),
    step=listed("de par"),
    now=listed("actuel actuellement aujourd'hui avant base"),
    at_least=listed("minimum"),
    at_most=listed("maximum max"),
    more=listed("plus supérieur"),
    less=listed("moins inférieur"),
    than=listed("de que"),
    negations=listed("pas aucun aucune"),
    numbers={
        "zéro": 0.0,
        "deux": 2.0,
        "trois": 3.0,
        "quatre": 4.0,
        "cinq": 5.0,
        "six": 6.0,
        "sept": 7.0,
        "huit": 8.0,
        "neuf": 9.0,
        "dix": 10.0,
        "cent": 100.0,
    },
    scales={"mille": 1e3, "million": 1e6, "millions": 1e6, "k": 1e3, "m": 1e6},
    months=listed(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ),
    periods={
        "secondes": "seconds",
        "minutes": "minutes",
        "heures": "hours",
        "heure": "hours",
        "jours": "days",
        "jour": "days",
        "semaines": "weeks",
        "semaine": "weeks",
        "mois": "months",
        "ans": "years",
        "an": "years",
        "trimestre": "quarters",
    },
    short_periods=listed("seconds minutes hours days"),
    within=listed("en dans pendant après chaque sous"),
    places=listed("en avec pour par dans"),
    labels=listed("phase version niveau étape semaine jour top iso partie"),
    deadlines=listed("q1 q2 q3 q4 t1 t2 t3 t4 trimestre"),
    ranges=listed("entre"),
    per=listed("par chaque"),
    rhythms=listed("jour semaine mois trimestre"),
    and_words=listed("et"),
    continuing=listed("continuer maintenir"),
    incremental=listed("légèrement graduellement peu"),
    decimal_comma=True,
)

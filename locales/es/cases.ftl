# cases: casos de reparación, sus pasos, guías y problemas.

## La lista
cases-title = Casos
cases-lead = Cuando algo le salió mal a un cliente, aquí se repara, paso a paso. Primero está lo que corre más prisa.
cases-new = Abrir un caso
cases-lists = Qué casos
cases-list-all = Todos los abiertos
cases-list-mine = Los míos
cases-list-waiting = A la espera del cliente
cases-list-closed = Cerrados
cases-none = No hay ningún caso abierto. Un caso se abre solo cuando se incumple una promesa o un encuentro decepciona; también puede abrirlo usted.
cases-none-mine = Por ahora ningún caso abierto está a su cargo.
cases-none-waiting = Por ahora ningún cliente tiene una pregunta por responder.
cases-none-closed = Todavía no se ha cerrado ningún caso.
cases-more = Hay más. Cierre primero algunos de estos, o vea solo los suyos.
cases-number = Caso { $number-written }
cases-customer-unknown = Cliente desconocido
cases-owner = A cargo de
cases-owner-none = Nadie se encarga todavía
cases-owner-me = Yo
cases-open-since = abierto desde el { $when }
cases-closed-since = cerrado el { $when }
cases-due = a más tardar el { $when }
cases-due-late = con retraso: debía estar el { $when }
case-level = Nivel { $level }
case-timeout = Cerrado: el cliente no respondió en el plazo que dimos
cases-standing-ask = Preguntar al cliente
cases-standing-waiting = Le toca responder al cliente
cases-standing-good = Cerrado: el cliente dice que está bien
cases-standing-partly = Cerrado: el cliente dice que está bastante bien
cases-standing-erased = Terminado: los datos del cliente se borraron

## Pasos
cases-step-acknowledge = Reconocer lo ocurrido y pedir disculpas
cases-step-listen = Escuchar hasta el final
cases-step-fix-person = Ayudar ahora a la persona
cases-step-fix-problem = Arreglar el asunto en sí
cases-step-amends = Compensar
cases-step-keep-promise = Cumplir lo que usted prometió
cases-step-follow-up = Preguntar si ya está bien

## Abrir uno
cases-new-title = Abrir un caso
cases-new-whose = ¿De quién se trata?
cases-new-search = Busque al cliente por nombre, teléfono, correo o número
cases-new-find = Buscar
cases-new-nobody = No se encontró a nadie. Pruebe con una parte del nombre, o siga sin él.
cases-new-unknown = Si no sabe quién es, siga sin nombre. El cliente podrá responder igualmente con un enlace.
cases-new-other = Se trata de otra persona
cases-new-open = Ya hay casos abiertos de este cliente. Quizá sea uno de estos:
cases-new-promise = Se trata de una promesa incumplida:
cases-new-words = ¿Qué pasó?
cases-new-words-help = En una o dos frases, como lo cuenta el cliente. Aquí no va lo que no le gustaría leer sobre sí mismo.
cases-new-badly = El cliente está muy enfadado o insulta
cases-new-badly-help = Recibirá pasos y palabras para mantener la calma.
cases-new-go = Abrir el caso
cases-channel = ¿Cómo habla con el cliente?
cases-channel-name = Cómo hablamos
cases-channel-person = En persona
cases-channel-person-help = En la ventanilla, en una visita
cases-channel-phone = Por teléfono
cases-channel-phone-help = Llamadas
cases-channel-message = Por mensaje
cases-channel-message-help = Correo, carta, chat: solo lo lee el cliente
cases-channel-public = En público
cases-channel-public-help = Reseñas, redes sociales: lo lee todo el mundo
cases-factor = Qué decepcionó
cases-factor-unknown = Todavía no lo sé
cases-factor-missing = Elija qué decepcionó: uno de los cinco factores.
cases-touchpoint = Dónde ocurrió
cases-touchpoint-unknown = No lo sé

## Un caso
cases-what = Qué pasó
cases-origin-answer = una mala respuesta en una encuesta
cases-origin-promise = una promesa incumplida
cases-origin-moment = un momento que decepcionó
cases-origin-hand = abierto a mano
cases-origin-comment = un comentario
cases-hangs-on = forma parte de
cases-problem = un problema
cases-opened-at = Abierto
cases-playbook = Guía
cases-level-name = Nivel
cases-level-of = Nivel { $level } de { $most }.
cases-state-open = Nos toca actuar a nosotros.
cases-state-again = Nos toca otra vez. El cliente no quedó conforme, así que este es el intento { $round }: un nivel más arriba y desde el primer paso.
cases-state-waiting = El cliente puede responder hasta el { $until }.

## Sus pasos
cases-steps = Paso a paso
cases-say = Palabras que ayudan
cases-avoid = Palabras que conviene evitar
cases-note = Una nota (qué se dijo, qué se acordó)
cases-told = El cliente puede leer esta nota
cases-told-badge = el cliente puede leerlo
cases-step-go = Hecho: { $step }
cases-step-left = (omitido)
cases-step-done-line = { $when } · { $who }
cases-to-why = En cuanto sepa por qué ocurrió, anótelo más abajo.
cases-to-ask = Ir a la pregunta para el cliente
cases-offers = Qué puede ofrecer
cases-severity-slight = Por una molestia o un poco de tiempo
cases-severity-serious = Por dinero, un día perdido o un plan frustrado
cases-severity-grave = Por daño a la salud, la seguridad, el sustento o la dignidad
cases-amends-percent = hasta el { $percent } % del precio sin consultar
cases-amends-free = no cuesta nada
cases-amends-left = Sin un gestor puede dar todavía { $left } en este caso.
cases-amends-left-none = En este caso, sin un gestor ya no se puede dar nada que cueste dinero.
cases-amount = Valor (déjelo vacío si no cuesta nada)
cases-amount-help = En su moneda, como 25 o 25,50. Una disculpa sola también es una buena respuesta, cuando eso es lo que el cliente quiere.
cases-amount-unclear = No se puede leer este importe. Escríbalo como 25 o 25,50, sin letras ni signos.
cases-approved = Lo aprueba un gestor (yo lo soy)
cases-approved-help = Si hace falta más, pida a un gestor que lo anote aquí, o suba el caso un nivel más abajo en esta página.
cases-amends-note = Qué recibe el cliente
cases-amends-go = Hecho: esto es lo que recibe
cases-amends-again = Dar algo más

## Por qué ocurrió
cases-why-title = ¿Por qué ocurrió y qué hacemos al respecto?
cases-why-lead = Hacen falta las dos cosas antes de preguntar al cliente. Quien se disculpa y no cambia nada vuelve a disculparse la semana siguiente.
cases-why-needed = todavía falta
cases-why-recorded = anotado
cases-why-before = La última vez, esto no bastó:
cases-cause = La causa
cases-cause-help = No quién, sino por qué pudo ocurrir. Pregunte «¿por qué?» hasta llegar a algo que se pueda cambiar.
cases-cause-go = Guardar la causa
cases-action = Qué hacemos para que no se repita
cases-action-help = Un cambio en la manera de trabajar, con un nombre y un día. «Tener más cuidado» no lo es.
cases-action-go = Guardar la medida

## Preguntar al cliente
cases-ask-title = Preguntar al cliente
cases-ask-lead = Solo la respuesta del propio cliente cierra este caso. Nadie de aquí puede hacerlo.
cases-ask-days = { $days ->
        [one] Si no hay respuesta en un día después de la pregunta, se puede cerrar sin ella, y así se cuenta.
       *[other] Si no hay respuesta en { $days-written } días después de la pregunta, se puede cerrar sin ella, y así se cuenta.
    }
cases-ask-not-yet = Todavía no. Antes:
cases-ask-go = Preguntar: ¿ya está bien?
cases-ask-asked = Se preguntó el { $when }.
cases-ask-link = Crear otro enlace
cases-ask-link-help = Por si se perdió el primero. Los enlaces anteriores siguen valiendo.
cases-ask-mail = Recibirá un enlace para entregarlo, y un correo con un enlace irá a { $address }.
cases-ask-mail-none = Recibirá un enlace para enviarlo o mostrarlo. Aquí no está configurado el correo.
cases-ask-mail-address = Recibirá un enlace para enviarlo o mostrarlo. No se conoce ninguna dirección de correo.
cases-ask-mail-withdrawn = Recibirá un enlace para mostrarlo o entregarlo. El cliente no quiere que se le escriba, así que no sale ningún correo.
cases-timeout-go = Cerrar: sin respuesta
cases-timeout-ask = ¿Cerrar el caso sin la respuesta del cliente?
cases-sent-title = El enlace para el cliente
cases-sent-once = Solo se muestra ahora y solo abre este caso. Deje que el cliente lo escanee aquí, o cópielo.
cases-sent-picture = El enlace como imagen para el teléfono del cliente
cases-sent-mailed = También va en camino un correo con su propio enlace.
cases-sent-text = Un mensaje para acompañarlo
cases-sent-copy = Copiar el mensaje
cases-letter-subject = ¿Ya está bien? { $organisation } quisiera saberlo
cases-letter-dear = Hola, { $name }:
cases-letter-hello = Buenos días:
cases-letter-ask = Algo salió mal cuando acudió a nosotros, y hemos intentado repararlo. Solo usted puede decir si ya está bien. Le llevará un minuto:
cases-letter-end = Si todavía no está bien, dígalo allí. Se ocupará alguien con más autoridad.

## Después
cases-after-title = Después
cases-back = ¿Ha vuelto el cliente a nosotros desde entonces?
cases-back-yes = Sí, volvió
cases-back-no = No
cases-reopen = El cliente vuelve con el mismo asunto
cases-reopen-help = Diga qué no está bien. El caso sigue entonces un nivel más arriba, desde el primer paso.
cases-reopen-go = Abrir el caso de nuevo

## Más
cases-others = Más
cases-hand = Pasarlo a otra persona
cases-hand-to = A quién
cases-hand-go = Pasar
cases-escalate = Subirlo un nivel
cases-escalate-help = Cuando usted no pueda o no esté autorizado a hacer lo necesario. También ocurre solo si pasa demasiado tiempo.
cases-escalate-go = Subir un nivel
cases-hang = Unirlo a un problema
cases-hang-help = Cuando a otros les pasó lo mismo, hay una sola causa detrás de varios casos.
cases-hang-known = Un problema conocido
cases-hang-go = Unirlo a este
cases-hang-new = Anotar un problema nuevo y unirlo a él
cases-history = Qué ha pasado hasta ahora
cases-what-opened-answer = Abierto por una mala respuesta en una encuesta
cases-what-opened-promise = Abierto por una promesa incumplida
cases-what-opened-moment = Abierto por un momento que decepcionó
cases-what-opened-hand = Abierto
cases-what-step = Hecho: { $step }
cases-what-amends = Entregado: { $amount }
cases-what-amends-approved = Entregado: { $amount }, aprobado por un gestor
cases-what-amends-free = Compensación sin coste
cases-what-cause = Se anotó la causa
cases-what-action = Se anotó qué hacemos al respecto
cases-what-problem = Unido al problema «{ $problem }»
cases-what-escalated = Pasó al nivel { $level }
cases-what-handed = Pasado a otra persona
cases-what-asked = Se preguntó al cliente
cases-what-answered-yes = El cliente dice: está bien
cases-what-answered-partly = El cliente dice: está bastante bien
cases-what-answered-no = El cliente dice: no está bien
cases-what-timeout = Cerrado porque no llegó respuesta a tiempo
cases-what-reopened = Abierto de nuevo
cases-what-erased = Se borraron los datos del cliente, y con ello terminó el caso
cases-what-back = El cliente volvió
cases-what-away = El cliente no volvió

## Lo que se hizo
cases-done-opened = El caso está abierto. Empiece por el primer paso.
cases-done-step = Anotado. Siga con este paso.
cases-done-amends = Queda anotado qué recibe el cliente.
cases-done-cause = La causa está guardada.
cases-done-action = La medida está guardada.
cases-done-problem = El caso está unido al problema.
cases-done-hand = El caso se ha pasado.
cases-done-escalate = El caso está ahora un nivel más arriba.
cases-done-reopen = El caso está abierto de nuevo. Empiece por el primer paso.
cases-done-back = Anotado. Gracias.
cases-done-timeout = El caso está cerrado sin respuesta.
cases-done-made = El problema está anotado. Una los casos desde sus páginas.
cases-done-written = Guardado.
cases-done-solved = El problema cuenta como resuelto. Sus casos siguen hasta que cada cliente responda.
cases-done-saved = La guía está guardada. Desde ahora su organización trabaja con ella.
cases-done-dropped = Su propia guía ya no está.

## Cómo terminaron los casos
cases-outcomes-title = Cómo terminaron los casos
cases-outcomes-lead = Los casos según su final: en palabras de los clientes donde respondieron, y como silencio donde no.
cases-outcomes-span = Qué período
cases-outcomes-days = Abiertos en los últimos { $days-written } días
cases-outcomes-none = No se abrió ningún caso en este período.
cases-outcomes-all = Todos los casos
cases-outcomes-factors = Según lo que decepcionó
cases-outcomes-problems = Según el problema
cases-outcome-good = bien, dice el cliente
cases-outcome-partly = bastante bien, dice el cliente
cases-outcome-silent = cerrados sin respuesta
cases-outcome-waiting = le toca responder al cliente
cases-outcome-open = abiertos
cases-outcome-erased = terminados, porque se borraron los datos del cliente
cases-share-customer = Bien o bastante bien, de los cerrados
cases-share-again = No quedó bien al primer intento
cases-share-back = Volvieron, donde se sabe
cases-share = { $share } % ({ $count-written } de { $of-written }; lo más probable, entre { $low } y { $high } %)
cases-share-few = { $count-written } de { $of-written }: demasiado pocos para decirlo
cases-share-none = Son demasiado pocos para decir más.

## Satisfacción después de un problema
cases-groups-title = Satisfacción después de un problema
cases-groups-lead = Lo que los clientes respondieron con su nombre desde el { $since }, según cómo estaban las cosas entre ellos y nosotros en ese momento. Cada uno cuenta una vez, con su última respuesta.
cases-groups-question = La pregunta: «{ $question }» La escala: de { $min } a { $max }. Se preguntó en: { $surveys }.
cases-groups-none = Todavía no hay nada que comparar. Hace falta una encuesta que no sea anónima, invitaciones a direcciones de correo, y esas direcciones en las fichas de sus clientes.
cases-groups-held = Han respondido demasiado pocos clientes para que usted vea números aquí.
cases-groups-group = Grupo
cases-groups-n = Clientes
cases-groups-mean = Media
cases-groups-difference = Diferencia con «sin problema»
cases-groups-g = g de Hedges / δ de Cliff
cases-groups-absent = Sin número
cases-group-no-problem = Sin problema
cases-group-no-problem-who = No se abrió ningún caso suyo en el año anterior a su respuesta.
cases-group-silent = Tuvieron un problema y callaron
cases-group-silent-who = Lo vimos nosotros, como una promesa incumplida, y nunca nos hablaron de ello.
cases-group-resolved = Nos hablaron, y ya está bien
cases-group-resolved-who = Dijeron ellos mismos que está bien, antes de responder.
cases-group-unresolved = Nos hablaron, y no está bien
cases-group-unresolved-who = Al responder no habían dicho que está bien: sigue abierto, solo bastante bien, o se cerró sin respuesta.
cases-group-interval = lo más probable, entre { $low } y { $high }
cases-group-few = Oculto: menos de { $least-written }
cases-group-hidden = Oculto, porque delataría a un grupo más pequeño
case-paradox-shown = En estas respuestas, los clientes a quienes reparamos el daño están más satisfechos que los que no tuvieron ningún problema: en { $difference } puntos (lo más probable, entre { $low } y { $high }).
case-paradox-none-shown = Estas respuestas no muestran que los clientes a quienes reparamos el daño estén más satisfechos que los que no tuvieron ningún problema.
case-paradox-too-few = Demasiado pocos para decir si los clientes a quienes reparamos el daño están más satisfechos que los que no tuvieron ningún problema. Ambos grupos necesitan { $least-written }.
case-paradox-hidden = Uno de los dos grupos está oculto. Por eso no se dice si reparar el daño deja a los clientes más satisfechos que no tener ningún problema.
cases-groups-caution = Los clientes que se quejan, se quedan y aún responden son leales desde el principio; a quienes se fueron no se les pregunta. Así que la diferencia no es solo obra de la reparación, y dejar que algo falle nunca conviene.
cases-groups-method = Cómo se obtienen estos números
cases-groups-unmatched = { $count ->
        [one] Una persona más respondió y no está en la tabla: su dirección de correo no está en la ficha de ningún cliente, o está en varias.
       *[other] { $count-written } personas más respondieron y no están en la tabla: su dirección de correo no está en la ficha de ningún cliente, o está en varias.
    }
cases-groups-steps = Para usted, estos números solo se mueven cuando han respondido al menos diez clientes más, para que no se pueda leer en ellos ninguna respuesta suelta.

## Problemas
problems-title = Problemas
problems-lead = Lo que varios casos tienen en común. Una causa se arregla una vez y no caso por caso.
problems-none = Todavía no se ha anotado ningún problema. Cuando lo mismo salga mal por tercera vez, anótelo aquí.
problems-cases = { $count ->
        [one] { $count-written } caso
       *[other] { $count-written } casos
    }
problems-since = conocido desde el { $day }
problems-solved-on = resuelto el { $day }
problems-new = Anotar un problema
problems-name = Qué sale mal
problems-name-help = De modo que un colega lo reconozca, como «se entregan resultados al paciente equivocado».
problems-factor-choose = Elija
problems-new-go = Anotar
problems-why = Causa y medida
problems-solved = Está resuelto
problems-solved-help = Necesita una causa y una medida. Sus casos siguen hasta que cada cliente responda.
problems-unknown = Todavía no se sabe.
problems-nothing = Todavía nada.
problems-manager = Un gestor anota la causa y la medida.
problems-its-cases = Sus casos
problems-no-cases = Todavía no hay casos unidos a él.

## Guías
playbooks-title = Guías
playbooks-lead = Para cada tipo de caso: qué hacer en cada paso, con qué palabras y para cuándo.
playbooks-own = propia
playbooks-builtin = viene con Rater
playbooks-unsound = Esta guía tiene errores y no se usa. Corríjala o quítela.
playbooks-for-badly = clientes muy enfadados
playbooks-for-all = para todos los casos
playbooks-within = En { $time }
playbooks-hours = { $count ->
        [one] una hora de atención
       *[other] { $count-written } horas de atención
    }
playbooks-minutes = { $count ->
        [one] un minuto de horario de atención
       *[other] { $count-written } minutos de horario de atención
    }
playbooks-levels = Cuando tarda demasiado
playbooks-level = Al nivel { $level } después de { $time }
playbooks-edit = Cambiarla
playbooks-back = Volver a la guía
playbooks-edit-title = Cambiar la guía { $id }
playbooks-edit-own = Esta es la guía propia de su organización.
playbooks-edit-builtin = Esta guía viene con Rater. Al guardarla, su organización tiene la suya propia, que la sustituye. Con otro id obtiene una más.
playbooks-text = La guía como texto (TOML)
playbooks-text-help = Lo que está entre corchetes dentro de una frase es para rellenar. Los minutos son de horario de atención.
playbooks-line = Línea { $line-written }
playbooks-save = Guardar como propia
playbooks-drop = Volver a la que viene con Rater
playbooks-drop-own = Borrarla
playbooks-drop-ask = Se perderá su propia redacción. ¿Seguir?

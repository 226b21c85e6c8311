# promises: el libro de promesas, el seguimiento por el cliente, los avisos, los cinco factores juntos.

## The day
promises-today-mine = Las mías
promises-today-find = Buscar cliente: nombre, teléfono, número
promises-today-find-go = Buscar
promises-today-moment = Anotar un momento
promises-today-open-case = Abrir un caso
promises-today-owed = Incumplidas y aún sin hacer
promises-today-owed-help = Haga esto primero. Siguen incumplidas, pero el cliente aún espera.
promises-today-due = Vencen hoy
promises-today-due-none = Hoy no vence nada.
promises-today-cases = Casos de recuperación: el siguiente paso
promises-today-cases-none = No hay casos abiertos.
promises-today-case = Caso { $number }
promises-today-waiting = a la espera de la respuesta del cliente
promises-today-late = con retraso
promises-today-ahead = Los próximos siete días
promises-today-ahead-none = No vence nada en los próximos siete días.
promises-feed = En su propio calendario
promises-feed-help = Su programa de calendario puede mostrar lo que prometió. La dirección es secreta: quien la tenga lee sus promesas.
promises-feed-fresh = Suscríbase a esta dirección en su programa de calendario. Solo se muestra una vez.
promises-feed-since = Hay una dirección desde el { $day }. Una nueva la sustituye.
promises-feed-go = Crear una dirección nueva

## The ledger
promises-title = Promesas
promises-new = Hacer una promesa
promises-done = Hecha
promises-which = Qué promesas
promises-list-open = Abiertas
promises-list-kept = Cumplidas
promises-list-broken = Incumplidas
promises-list-withdrawn = Retiradas
promises-none = Aquí no hay nada.
promises-state-open = abierta
promises-state-kept = cumplida
promises-state-disputed = según el cliente, no cumplida
promises-state-late = incumplida, hecha tarde
promises-state-broken = incumplida
promises-state-withdrawn = retirada
promises-kept-title = Promesas cumplidas en los últimos 90 días
promises-kept-of-these = Cuántas de estas se cumplieron
promises-kept-of = Se cumplieron { $kept-written } de { $ended-written }.
promises-kept-late = { $count-written } se hicieron al final, pero tarde.
promises-kept-disputed = De { $count-written } decimos que se cumplieron y el cliente dice que no; cuentan como incumplidas.
promises-too-few = muy pocas para decirlo
promises-interval = de { $low } a { $high }
promises-rates = Cuántas promesas cumplimos
promises-rates-more = Por factor, equipo, persona y lugar
promises-rates-lead = De las promesas que vencieron: cuántas se cumplieron y con qué certeza.
promises-rates-rule = Cumplida significa hecha a la hora prometida y no negada por el cliente. Hecha tarde es incumplida. Una promesa aplazada antes de vencer cuenta por su nueva hora; una retirada no cuenta. Los intervalos son de Wilson, 95 %.
promises-span = Periodo
promises-days = { $count-written } días
promises-rate = Cumplidas
promises-rate-interval = intervalo 95 %
promises-rate-of = Cumplidas de
promises-by-all = Todas
promises-by-factor = Por factor
promises-by-kind = Por compromiso
promises-by-touchpoint = Por punto de contacto
promises-by-team = Por equipo
promises-by-owner = Por persona
promises-of-no-kind = promesas personales
promises-of-no-touchpoint = sin punto de contacto
promises-of-no-team = sin equipo
promises-kind-advertising = publicidad
promises-kind-web = web y documentos
promises-kind-contract = contrato
promises-kind-guarantee = garantía
promises-kind-standard = estándar publicado
promises-kind-implied = implícito
promises-kind-trade = estándar del sector
promises-kind-common = expectativa común

## Making one
promises-new-to = A { $name }
promises-new-lead = ¿A quién? Busque primero al cliente, o continúe sin nombre.
promises-new-find = Buscar al cliente
promises-told = ¿Qué le dice al cliente?
promises-told-help = Con las palabras que usted dice. El cliente puede leer exactamente esto.
promises-when = ¿Para cuándo?
promises-due-hour = En una hora de apertura
promises-due-today = Hoy antes de cerrar
promises-due-tomorrow = El próximo día laborable
promises-due-days = En tres días laborables
promises-due-at = A una hora concreta
promises-at = Día y hora
promises-due-unreadable = Indique el día y la hora, o elija una de las opciones anteriores.
promises-more = Factor, responsable, lugar, notas
promises-factor = ¿De qué se trata?
promises-owner = Quién la cumple
promises-touchpoint = Dónde se hizo
promises-commitment = Qué compromiso cumple
promises-words = Nota nuestra
promises-words-help = El cliente nunca lee esto.
promises-make = Prometer

## One promise
promises-by = a más tardar el { $when }
promises-first-due = Al principio se prometió para el { $when }.
promises-to = A
promises-made = Hecha
promises-done-big = Está hecha
promises-says-kept = El cliente dice: cumplida.
promises-says-not-kept = El cliente dice: no cumplida.
promises-link-title = Un enlace para el cliente
promises-link-help = El cliente sigue esta promesa como un paquete y dice si se cumplió. Solo muestra lo que se le dijo.
promises-link-go = Crear un enlace
promises-link-once = Se muestra una vez. Puede crearse otro en cualquier momento.
promises-link-picture = El enlace como código QR
promises-acts = Qué pasa con ella
promises-act-progress = Decir cómo va
promises-progress-words = ¿Qué ha pasado?
promises-tell = El cliente puede leer esto
promises-act-renegotiate = Acordar otra hora
promises-renegotiate-help = Solo antes de que venza y si el cliente estuvo de acuerdo. El cliente ve ambas horas.
promises-why = ¿Por qué?
promises-act-hand = Pasarla a otra persona
promises-act-withdraw = El cliente ya no la necesita
promises-act-admit = No la cumpliremos
promises-admit-help = Mejor decirlo pronto que notarlo tarde. Se abre un caso de recuperación de inmediato.
promises-history = Qué pasó
promises-was-told = dicho al cliente
promises-history-rule = Nadie puede cambiar ni borrar una línea de esto.
promises-did-made = La promesa está hecha.
promises-did-done = Está hecha. Gracias.
promises-did-progress = Anotado.
promises-did-handed = Ahora la cumple otra persona.
promises-did-renegotiated = La nueva hora está anotada.
promises-did-withdrawn = Está retirada.
promises-did-admitted = Está incumplida y se abrió un caso.
promises-happened-made = prometida para el { $due }
promises-happened-progress = avance
promises-happened-handed = pasada a otra persona
promises-happened-renegotiated = aplazada al { $due }
promises-happened-done = hecha
promises-happened-admitted = decimos que no se cumplirá
promises-happened-withdrawn = retirada
promises-happened-customer-kept = el cliente dice: cumplida
promises-happened-customer-not-kept = el cliente dice: no cumplida
promises-happened-short-renegotiated = aplazadas

## What the rules say
promise-not-made = Esta promesa no tiene comienzo; no se le puede añadir nada. Avise al operador.
promise-backwards = Ya hay algo posterior escrito. Cargue la página de nuevo.
promise-after-due = La hora ya pasó: no se puede acordar otra ni retirarla. Haga lo prometido y anótelo.
promise-due-in-the-past = Esa hora ya pasó. Elija una que esté por venir.
promise-over = Esta promesa ya terminó; no se puede añadir nada.
promise-not-due-yet = Aún no vence. Espere a la hora prometida o pida otra.
due-before-made = Esa hora ya pasó. Elija una que esté por venir.
due-not-open-enough = Según el calendario vigente nunca abrimos lo suficiente. Corrija el calendario, o indique día y hora.
due-out-of-range = Esa hora está demasiado lejos. Elija una anterior.

## Mails to our own people
promises-mail-soon-subject = Vence pronto: { $told }
promises-mail-soon = Usted prometió: { $told }
    Vence el { $when }.
promises-mail-broken-subject = Incumplida: { $told }
promises-mail-broken = Esto se prometió para el { $when } y no está hecho: { $told }
    Cuenta como incumplida y se abrió un caso de recuperación. Hágalo ahora, por favor, y anótelo.
promises-mail-late-subject = Sigue sin hacerse: { $told }
promises-mail-late = Prometido para el { $when } y aún sin hacer: { $told }
    Responsable: { $owner }. Procure que alguien llame al cliente.
promises-mail-escalated-subject = El caso { $number } está en el nivel { $level }
promises-mail-escalated = El caso de recuperación { $number } ha esperado más de lo debido y está en el nivel { $level }. Mire, por favor, su siguiente paso.
promises-mail-timeout-subject = El caso { $number } se cerró sin respuesta
promises-mail-timeout = El cliente del caso de recuperación { $number } no respondió en el plazo indicado, y se cerró.

## What the customer reads
promises-track-title = Una promesa de { $organisation }
promises-track-case-title = Lo estamos arreglando
promises-track-open = en camino
promises-track-kept = hecha
promises-track-late = hecha, pero tarde
promises-track-broken = no se hizo a tiempo
promises-track-withdrawn = retirada
promises-track-mending = estamos en ello
promises-track-asking = a la espera de su respuesta
promises-track-mended = cerrado
promises-track-next-answer = Lo siguiente: díganos abajo si ya está bien, por favor.
promises-track-next-open = Lo siguiente: hacemos lo prometido, a más tardar el { $when }.
promises-track-next-broken = No cumplimos nuestra palabra y lo sentimos. Alguien se está ocupando ahora.
promises-track-next-closed = No cumplimos nuestra palabra y lo arreglamos con usted. Si aún no está bien, llámenos, por favor.
promises-track-next-case = Lo siguiente: el próximo paso, a más tardar el { $when }.
promises-track-owner = Se ocupa { $owner }.
promises-track-happened = Qué ha pasado
promises-track-did-made = Lo prometimos para el { $due }.
promises-track-did-progress = Novedad
promises-track-did-handed = Se hizo cargo un colega.
promises-track-did-renegotiated = Acordamos con usted otra hora: { $due }.
promises-track-did-done = Está hecho.
promises-track-did-admitted = Tuvimos que decir que no podemos cumplirlo.
promises-track-did-withdrawn = Ya no hace falta.
promises-track-did-customer-kept = Usted dijo: cumplida.
promises-track-did-customer-not-kept = Usted dijo: no cumplida.
promises-track-step-acknowledge = Le pedimos disculpas.
promises-track-step-fix-person = Atendimos lo que usted necesitaba.
promises-track-step-fix-problem = Arreglamos el asunto.
promises-track-step-keep-promise = Hicimos lo que habíamos prometido.
promises-track-case-opened = Supimos que algo salió mal.
promises-track-case-asked = Le preguntamos si ya está bien.
promises-track-case-answered = Usted respondió.
promises-track-case-timed-out = Cerrado, porque no tuvimos respuesta.
promises-track-case-reopened = Abierto de nuevo.
promises-track-say = ¿La cumplimos?
promises-track-kept-yes = Sí, se cumplió
promises-track-kept-no = No, no se cumplió
promises-track-said-kept = Usted dijo: cumplida. Puede cambiar de opinión.
promises-track-said-not = Usted dijo: no cumplida. Puede cambiar de opinión.
promises-track-ask = ¿Está bien ahora?
promises-track-yes = Sí
promises-track-partly = En parte, pero déjenlo así
promises-track-no = No, todavía no
promises-track-words = ¿Quiere añadir algo?
promises-track-send = Enviar
promises-track-choose = Elija una de las respuestas y envíe de nuevo.
promises-track-thanks = Gracias. Tenemos su respuesta.

## What everybody may read
promises-public-lead = A qué nos comprometemos y cuántas veces cumplimos nuestra palabra.
promises-public-kept = Promesas cumplidas en el último año
promises-public-rule = De todas las promesas a clientes que vencieron. Hecha tarde no es cumplida; lo que un cliente niega no es cumplido. Con intervalo del 95 %.
promises-public-few = Por ahora hay muy pocas promesas para mostrar un número.
promises-public-none = Aún no hay estándares publicados.

## Rules
promises-rules = Horarios y límites
promises-saved = Guardado.
promises-calendars = Horario de apertura
promises-calendars-help = Los plazos cuentan solo el tiempo abierto. Una promesa conserva su hora aunque cambie el horario.
promises-calendars-none = Aún no hay: cuentan de lunes a viernes, 08:00–12:00 y 13:00–17:00.
promises-calendar = Horario de apertura
promises-calendar-new = Añadir horario
promises-calendar-name = Nombre
promises-calendar-counts = Horario que cuenta
promises-calendar-office = Horario de oficina
promises-calendar-delete = Eliminar
promises-calendar-delete-ask = ¿Eliminar este horario?
promises-hours-help = Escriba 08:00–12:00, 13:00–17:00. Deje vacío el día en que cierra; 24:00 es la medianoche al final.
promises-closed = cerrado
promises-exceptions = Festivos y otros días
promises-exceptions-help = Una fecha por línea: 2026-12-25 sola es festivo; 2026-12-24 08:00–12:00 es media jornada.
promises-day-monday = Lunes
promises-day-tuesday = Martes
promises-day-wednesday = Miércoles
promises-day-thursday = Jueves
promises-day-friday = Viernes
promises-day-saturday = Sábado
promises-day-sunday = Domingo
promises-calendar-bad-date = { $text } no es una fecha. Escríbala como 2026-12-25.
promises-calendar-bad-time = { $day }: «{ $text }» no es una hora. Escríbala como 08:00.
promises-calendar-end = { $day }: { $begin }–{ $end } termina antes de empezar. Un turno que pasa la medianoche se escribe en dos días.
promises-calendar-overlap = { $day }: dos turnos se solapan. Únalos o mueva uno.
promises-calendar-never = Con este horario nunca se abre. Escriba al menos un turno.
promises-limits = Límites
promises-amount = Lo que se puede dar en un caso sin preguntar
promises-amount-help = En su moneda. 0 significa: preguntar siempre a un gerente.
promises-answer-days = Días que tiene el cliente para responder antes de poder cerrar un caso
promises-level-max = Cuántas veces sube de nivel un caso (0 a 5)
promises-public = Todos pueden leer nuestros estándares y cuánto cumplimos
promises-public-help = La página muestra solo estándares publicados, y un número a partir de diez promesas.
promises-rules-owner = Solo los propietarios pueden cambiar esto.

## Five factors, side by side
index-lead = Lo que dicen los clientes cuando se les pregunta, lo que dicen sin que se les pregunte y lo que se hizo, lado a lado. Donde lo preguntado y lo hecho no coinciden está el hallazgo.
index-first = Mire esto primero
index-asked = Preguntado: brecha
index-kept = Hecho: promesas cumplidas
index-disappointed = Hecho: momentos que decepcionaron
index-cases = Casos de recuperación
index-said = Dicho: quejas entre los comentarios
index-said-n = { $count-written } se quejan o elogian, sin corregir
index-said-corrected-n = { $count-written } se quejan o elogian; { $counted } según el recuento, corregido
index-said-how-corrected = Lo dicho está corregido por los errores de la máquina, según { $checked-written } frases que revisaron personas: de las frases que juzgan un factor, tantas se quejan; según el recuento es de comentarios. Vale tanto como represente la muestra revisada: revise algunas tal como llegan, no solo las que parecen mal. Donde dice sin corregir, se revisaron muy pocas de ese factor, la máquina apenas lo acierta más que el azar, o no se halló más de lo que la máquina halla por error.
index-said-how-uncorrected = Lo dicho está sin corregir, como lo cuenta la máquina: de las frases que leyó como lee ahora, se revisaron { $checked-written } de las { $least-written } que muestran cómo se equivoca.
index-said-compliments = { $count-written } elogian
index-interval = de { $low } a { $high }
index-answers = n = { $count-written }
index-promises = { $count-written } promesas
index-moments = { $count-written } momentos
index-no-survey = aún no hay encuesta con diez respuestas
index-no-gap = sin brecha mostrada
index-makers = { $count -> 
        [one] Un punto de contacto causa la mayor parte: { $names }.
       *[other] { $count-written } puntos de contacto causan la mayor parte: { $names }.
    }
index-say-asked = lo valoran en { $gap }.
index-say-kept = Cumplimos el { $share } de las promesas.
index-say-moments = El { $share } de los momentos decepciona.
index-both = Ambos dicen que falla: empiece aquí.
index-asked-only = Los clientes dicen que falla y nuestros registros no lo muestran: lo que les decepciona no se anota.
index-done-only = Nuestros registros muestran que falla y los clientes aún no lo dicen: todavía hay tiempo.
index-neither = Ambos dicen que va bien.
index-one-short = Uno de los dos dice que falla; el otro tiene muy pocos datos.
index-one-well = Uno de los dos dice que va bien; el otro tiene muy pocos datos.
index-unclear = Muy pocos datos en ambos lados.
index-from = Preguntado en:
index-rule = Falla significa: todo el intervalo del 95 % de la brecha está por debajo de 0; o fallan más de una de cada diez promesas o momentos, según todo el intervalo.
index-part = Ver
index-whole = Toda la organización
index-touchpoints = Puntos de contacto
index-teams = Equipos
index-go = Mostrar
index-pulses = Preguntado: pulsos que decepcionaron
index-pulse-count = { $count-written } pulsos
index-broken = { $count-written } incumplidas
index-say-pulses = El { $share } de los pulsos decepciona.

## Five factors of one customer
index-of = { $count-written } de { $of-written }
index-own-nothing = nada todavía
index-own-gap = Preguntado: su propia brecha
index-own-said = Preguntado: pulsos que decepcionaron
index-own-both = El cliente dice que falla, y nuestros registros también: repárelo ahora.
index-own-asked-only = El cliente dice que falla y nuestros registros no lo muestran: pregunte qué pasó y anótelo.
index-own-done-only = Nuestros registros muestran que le fallamos y no lo ha dicho: dígaselo antes de que pregunte.
index-own-neither = El cliente dice que va bien y nuestros registros coinciden.
index-own-one-short = Uno de los dos dice que falla; del otro no se sabe nada.
index-own-one-well = Uno de los dos dice que va bien; del otro no se sabe nada.
index-own-unclear = Aún no se sabe nada.
index-own-rule = De un solo cliente cuenta cada fallo: falla significa una brecha de un punto entero por debajo de lo que espera, un pulso o momento que decepcionó, o una promesa incumplida.

## What a rate counts
promises-counted-yes = Cumplidas
promises-counted-no = Incumplidas
